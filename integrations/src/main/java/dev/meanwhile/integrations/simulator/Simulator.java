package dev.meanwhile.integrations.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A server on the loopback address that speaks a partner's protocol, its errors included, and
/// misbehaves on command. It remembers what it was asked.
public final class Simulator<P extends Protocol> implements AutoCloseable {
  private static final int REMEMBERED = 10_000;

  private final P protocol;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final ConcurrentLinkedDeque<Mood> next = new ConcurrentLinkedDeque<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private volatile Mood mood = new Mood.Fine();

  private Simulator(P protocol, HttpServer server) {
    this.protocol = protocol;
    this.server = server;
  }

  /// On any free port.
  public static <P extends Protocol> Simulator<P> of(P protocol) {
    return of(protocol, 0);
  }

  /// @param port 0 takes any free one
  public static <P extends Protocol> Simulator<P> of(P protocol, int port) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException taken) {
      throw new UncheckedIOException("A simulator could not listen on port " + port + ".", taken);
    }
    Simulator<P> simulator = new Simulator<>(protocol, server);
    server.setExecutor(simulator.threads);
    server.createContext("/", simulator::handle);
    server.start();
    return simulator;
  }

  /// What it stands in for, with all that it keeps.
  public P protocol() {
    return protocol;
  }

  /// Where it listens, without a slash at the end.
  public URI address() {
    InetSocketAddress at = server.getAddress();
    return URI.create("http://127.0.0.1:" + at.getPort());
  }

  /// From now on.
  public void mood(Mood from) {
    next.clear();
    mood = from;
  }

  /// How it behaves, but for the next calls ([#next]).
  public Mood mood() {
    return mood;
  }

  /// For the next calls only, in this order.
  public void next(Mood... moods) {
    next.addAll(List.of(moods));
  }

  /// What it was asked, the oldest first; the first ten thousand.
  public List<Call> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Call call = read(exchange);
      if (calls.size() < REMEMBERED) {
        calls.add(call);
      }
      Mood now = Objects.requireNonNullElse(next.poll(), mood);
      Reply reply = reply(now, call);
      if (reply != null) {
        write(exchange, reply, now instanceof Mood.CutOff);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return null to say nothing and hang up
  private @Nullable Reply reply(Mood now, Call call) throws InterruptedException {
    return switch (now) {
      case Mood.Fine _, Mood.CutOff _ -> protocol.answer(call);
      case Mood.Slow(Duration delay) -> after(delay.toMillis(), call);
      case Mood.Human(Duration least, Duration most) ->
          after(ThreadLocalRandom.current().nextLong(least.toMillis(), most.toMillis() + 1), call);
      case Mood.Down _ -> null;
      case Mood.Silent _ -> {
        closing.await();
        yield null;
      }
      case Mood.Busy(String retryAfter) ->
          retryAfter.isEmpty()
              ? protocol.error(429)
              : protocol.error(429).with("Retry-After", retryAfter);
      case Mood.Broken(int status) -> protocol.error(status);
      case Mood.Wrong _ -> protocol.wrong(call);
      case Mood.Moved(String to) -> Reply.empty(302).with("Location", to);
    };
  }

  private Reply after(long milliseconds, Call call) throws InterruptedException {
    boolean _ = closing.await(milliseconds, TimeUnit.MILLISECONDS);
    return protocol.answer(call);
  }

  private static Call read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    URI asked = exchange.getRequestURI();
    String query = asked.getRawQuery();
    return new Call(
        exchange.getRequestMethod(),
        asked.getPath(),
        query == null ? "" : query,
        headers,
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
  }

  private static void write(HttpExchange exchange, Reply reply, boolean cutOff) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (!reply.type().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", reply.type());
    }
    if (cutOff) {
      // More is promised than comes.
      exchange.sendResponseHeaders(reply.status(), body.length + 100L);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
      return;
    }
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
