package dev.meanwhile.proof.outage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// The service that goes away: an HTTP server on this machine that notes each call. While it is
/// down it answers 503 or hangs up, in turn.
final class Partner implements AutoCloseable {
  private final HttpServer server;
  private final Queue<Long> calls = new ConcurrentLinkedQueue<>();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean up = true;

  Partner() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/minutes", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.add(System.nanoTime());
    try (exchange) {
      if (up) {
        byte[] body = "{\"minutes\":12}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
      } else if (refused.incrementAndGet() % 2 == 0) {
        exchange.sendResponseHeaders(503, -1);
      } else {
        throw new IOException("It hangs up.");
      }
    }
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/minutes");
  }

  void goDown() {
    up = false;
  }

  void comeBack() {
    up = true;
  }

  /// How often it was called and did not answer.
  int refused() {
    return refused.get();
  }

  int calls() {
    return calls.size();
  }

  /// When it was called, from the n-th call on.
  long[] callsFrom(int number) {
    return calls.stream().skip(number).mapToLong(Long::longValue).sorted().toArray();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
