package dev.meanwhile.server.webhooks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One POST on a connection of its own, for the thread of a handler: one limit for the time of all
/// of it, one for the size of the answer, no redirects, nothing unpacked. Interrupting the thread
/// breaks it off.
///
/// Not the client of the JDK: its time-out ends with the headers, and it may send on a kept
/// connection that the other side is just closing, which looks like a call that got lost.
final class Post {
  private static final ScheduledExecutorService ALARMS =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("webhook-alarms").factory());

  private final URI url;
  private final Duration total;
  private final Duration forBody;
  private final int largest;

  /// @param total for everything, from the name of the host to the last byte
  /// @param forBody how long to wait for the body once the headers are there
  /// @param largest how many bytes of the body are read at most
  Post(URI url, Duration total, Duration forBody, int largest) {
    this.url = url;
    this.total = total;
    this.forBody = forBody;
    this.largest = largest;
  }

  /// @throws CallFailed when no headers came back
  Answer send(Map<String, String> head, byte[] body) throws CallFailed {
    long end = System.nanoTime() + total.toNanos();
    Socket socket = new Socket();
    ScheduledFuture<?> alarm =
        ALARMS.schedule(() -> close(socket), total.toNanos(), TimeUnit.NANOSECONDS);
    boolean sent = false;
    try (socket) {
      Socket wire = connect(socket, end);
      try (wire) {
        OutputStream out = wire.getOutputStream();
        sent = true;
        out.write(head(head, body.length).getBytes(StandardCharsets.ISO_8859_1));
        out.write(body);
        out.flush();
        return read(wire, end);
      }
    } catch (IOException | RuntimeException failure) {
      boolean late = System.nanoTime() >= end || failure instanceof SocketTimeoutException;
      throw new CallFailed(late ? "it did not answer in time" : why(failure), sent, late, failure);
    } finally {
      alarm.cancel(false);
    }
  }

  private Socket connect(Socket socket, long end) throws IOException {
    boolean secure = "https".equalsIgnoreCase(url.getScheme());
    int port = url.getPort() > 0 ? url.getPort() : secure ? 443 : 80;
    String host = url.getHost().replaceAll("^\\[|]$", "");
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new ConnectException("unknown host");
    }
    socket.connect(address, left(end));
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(left(end));
    if (!secure) {
      return socket;
    }
    SSLSocket wire =
        (SSLSocket)
            ((SSLSocketFactory) SSLSocketFactory.getDefault())
                .createSocket(socket, host, port, true);
    SSLParameters parameters = wire.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    wire.setSSLParameters(parameters);
    wire.startHandshake();
    return wire;
  }

  private String head(Map<String, String> head, int length) {
    String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    StringBuilder text = new StringBuilder("POST ").append(path);
    if (url.getRawQuery() != null) {
      text.append('?').append(url.getRawQuery());
    }
    text.append(" HTTP/1.1\r\nHost: ").append(url.getHost());
    if (url.getPort() > 0) {
      text.append(':').append(url.getPort());
    }
    text.append("\r\nContent-Length: ").append(length);
    text.append("\r\nConnection: close\r\nAccept-Encoding: identity\r\n");
    head.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text.append("\r\n").toString();
  }

  private Answer read(Socket wire, long end) throws IOException {
    AnswerReader reader =
        new AnswerReader(new BufferedInputStream(wire.getInputStream(), 8192), wire, largest);
    return reader.read(end, forBody);
  }

  private static String why(Exception failure) {
    return switch (failure) {
      case ConnectException unknown when "unknown host".equals(unknown.getMessage()) ->
          "its name is not known";
      case ConnectException _ -> "the connection was refused";
      case NoRouteToHostException _ -> "there is no way to it";
      case SSLException _ -> "its certificate was not accepted";
      case AnswerReader.Nonsense nonsense -> "it sent " + nonsense.getMessage();
      default -> "the connection broke";
    };
  }

  /// In milliseconds; 0 would mean for ever.
  static int left(long end) throws SocketTimeoutException {
    long millis = (end - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException("the time is up");
    }
    return (int) Math.min(millis, Integer.MAX_VALUE);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException alreadyGone) {
      // There is nothing else to do with it.
    }
  }
}
