package dev.meanwhile.apps.errands.dataimport.support;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The cable between a node and its database, which can be cut.
public final class Cable implements AutoCloseable {
  private final ServerSocket end;
  private final int to;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;

  private Cable(ServerSocket end, int to) {
    this.end = end;
    this.to = to;
    Thread.ofVirtual().start(this::accept);
  }

  /// @param port of the database on this machine
  public static Cable to(int port) {
    try {
      return new Cable(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), port);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public int port() {
    return end.getLocalPort();
  }

  /// Ends all connections, and lets none through until it is mended.
  public void cut() {
    cut = true;
    sockets.forEach(Cable::quietly);
  }

  public void mend() {
    cut = false;
  }

  @Override
  public void close() {
    quietly(end);
    cut();
  }

  private void accept() {
    while (!end.isClosed()) {
      try {
        Socket near = end.accept();
        sockets.add(near);
        if (cut) {
          quietly(near);
          continue;
        }
        var far = new Socket(InetAddress.getLoopbackAddress(), to);
        sockets.add(far);
        pump(near, far);
        pump(far, near);
        if (cut) {
          cut();
        }
      } catch (IOException closed) {
        // the loop looks whether that was the end
      }
    }
  }

  private static void pump(Socket from, Socket into) {
    Thread.ofVirtual()
        .start(() -> {
          try (from;
              into;
              InputStream in = from.getInputStream();
              OutputStream out = into.getOutputStream()) {
            in.transferTo(out);
          } catch (IOException closed) {
            // the other side will notice
          }
        });
  }

  private static void quietly(Closeable socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // it was closed already
    }
  }
}
