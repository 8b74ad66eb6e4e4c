package dev.meanwhile.apps.errands.dataimport.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A web server on this machine that plays the outside world, and writes down what it was asked.
public final class Web implements AutoCloseable {
  private final HttpServer server;
  private final List<URI> asked = new CopyOnWriteArrayList<>();

  private Web(HttpServer server) {
    this.server = server;
  }

  public static Web onPort(int port) {
    try {
      var server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.start();
      return new Web(server);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// A port that nobody listens on.
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  public Web serves(String path, String contentType, String body) {
    return answers(
        path,
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", contentType);
          answer(exchange, 200, body);
        });
  }

  public Web answers(String path, Answering answering) {
    server.createContext(
        path,
        exchange -> {
          asked.add(exchange.getRequestURI());
          try (exchange) {
            answering.to(exchange);
          }
        });
    return this;
  }

  public static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /// Everything that was asked for, in order.
  public List<String> asked() {
    return asked.stream().map(URI::toString).toList();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /// What the web does when it is asked.
  @FunctionalInterface
  public interface Answering {
    void to(HttpExchange exchange) throws IOException;
  }
}
