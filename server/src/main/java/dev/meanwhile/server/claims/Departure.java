package dev.meanwhile.server.claims;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/// Whether the client that waits for an answer has closed its connection. Nobody reads from it
/// while a request is being answered, and a first write after the end succeeds; so it is looked at.
///
/// @param connection of the request
record Departure(EndPoint connection) {

  static Departure of(HttpServletRequest request) {
    return new Departure(
        ServletContextRequest.getServletContextRequest(request)
            .getConnectionMetaData()
            .getConnection()
            .getEndPoint());
  }

  /// A client that sends its next request before it has this answer is taken for gone as well: what
  /// it sent is read here, and lost.
  boolean happened() {
    if (!connection.isOpen()) {
      return true;
    }
    if (connection.getTransport() instanceof SocketChannel socket && !socket.isBlocking()) {
      try {
        return socket.read(ByteBuffer.allocate(1)) != 0;
      } catch (IOException broken) {
        return true;
      }
    }
    return false;
  }

  /// Closes what is left of it.
  void close() {
    connection.close();
  }
}
