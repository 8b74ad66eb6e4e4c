package dev.meanwhile.server.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.meanwhile.engine.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody who is called: keeps what came, and answers as a test wants it for each address.
public final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final List<Got> got = new CopyOnWriteArrayList<>();

  /// What came.
  ///
  /// @param head names in lower case
  public record Got(String path, Map<String, String> head, String body) {
    public JsonNode json() {
      return Json.mapper().readTree(body);
    }

    public String callback() {
      return json().get("callback").get("url").asString();
    }

    public String bearer() {
      return "Bearer " + json().get("callback").get("token").asString();
    }

    public String task() {
      return json().get("task_id").asString();
    }
  }

  /// How to answer; may take its time, or close the exchange without a word.
  @FunctionalInterface
  public interface Reply {
    void to(Got got, HttpExchange exchange) throws Exception;
  }

  public Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  public String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  public Receiver on(String path, Reply reply) {
    replies.put(path, reply);
    return this;
  }

  /// Answers with this status and this body.
  public Receiver on(String path, int status, String body, String... head) {
    return on(path, (_, exchange) -> answer(exchange, status, body, head));
  }

  public static void answer(HttpExchange exchange, int status, String body, String... head)
      throws IOException {
    for (int i = 0; i < head.length; i += 2) {
      exchange.getResponseHeaders().add(head[i], head[i + 1]);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Map<String, String> head = new ConcurrentHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> head.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
    Got one =
        new Got(
            exchange.getRequestURI().getPath(),
            head,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    got.add(one);
    Reply reply = replies.get(one.path());
    try {
      if (reply == null) {
        answer(exchange, 200, "{\"message\":\"Workflow was started\"}");
      } else {
        reply.to(one, exchange);
      }
    } catch (Exception failure) {
      exchange.close();
    }
  }

  /// What came for this task, in order.
  public List<Got> of(String task) {
    List<Got> mine = new ArrayList<>();
    for (Got one : got) {
      if (one.task().equals(task)) {
        mine.add(one);
      }
    }
    return mine;
  }

  /// The first that came for this task; null when none has come.
  public @Nullable Got first(String task) {
    List<Got> mine = of(task);
    return mine.isEmpty() ? null : mine.getFirst();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
