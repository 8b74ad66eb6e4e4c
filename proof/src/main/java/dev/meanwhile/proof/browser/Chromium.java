package dev.meanwhile.proof.browser;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A real Chromium with one page, driven by its own protocol.
public final class Chromium implements AutoCloseable {
  private static final List<String> PLACES =
      List.of(
          "/usr/bin/chromium",
          "/usr/bin/chromium-browser",
          "/usr/bin/google-chrome",
          "/usr/bin/google-chrome-stable",
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
          "/Applications/Chromium.app/Contents/MacOS/Chromium");

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger();
  private final BiConsumer<Chromium, JsonNode> events;
  private String session = "";

  private Chromium(Process process, URI address, BiConsumer<Chromium, JsonNode> events)
      throws ExecutionException, InterruptedException, TimeoutException {
    this.process = process;
    this.events = events;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Ear())
            .get(20, TimeUnit.SECONDS);
  }

  /// The browser of this machine; null when there is none.
  public static @Nullable Path installed() {
    return PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
  }

  /// @param profile an empty folder
  /// @param events hears what happens in the page
  public static Chromium open(Path program, Path profile, BiConsumer<Chromium, JsonNode> events)
      throws Exception {
    Files.createDirectories(profile);
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-extensions",
                "--disable-dev-shm-usage",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--host-resolver-rules=MAP evil.test 127.0.0.1:9",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.out").toFile())
            .start();
    try {
      var browser = new Chromium(process, address(process, profile), events);
      String target =
          browser
              .ask("Target.createTarget", Map.of("url", "about:blank"))
              .get("targetId")
              .asString();
      browser.session =
          browser
              .ask("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
              .get("sessionId")
              .asString();
      for (String domain : List.of("Page", "Runtime", "Network")) {
        browser.ask(domain + ".enable", Map.of());
      }
      return browser;
    } catch (Exception failed) {
      process.destroyForcibly();
      throw failed;
    }
  }

  private static URI address(Process process, Path profile) throws IOException {
    Path port = profile.resolve("DevToolsActivePort");
    for (int i = 0; i < 300; i++) {
      if (Files.exists(port)) {
        List<String> lines = Files.readAllLines(port);
        if (lines.size() == 2) {
          return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        }
      }
      if (!process.isAlive()) {
        break;
      }
      Pause.millis(100);
    }
    throw new ProofFailed(
        "Chromium did not start: "
            + Files.readString(profile.resolve("chromium.out"), StandardCharsets.UTF_8));
  }

  public JsonNode ask(String method, Map<String, ?> parameters) {
    int id = next.incrementAndGet();
    var answer = new CompletableFuture<JsonNode>();
    waiting.put(id, answer);
    var message =
        session.isEmpty()
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", session);
    try {
      synchronized (socket) {
        socket.sendText(Json.write(message), true).get(20, TimeUnit.SECONDS);
      }
      JsonNode reply = answer.get(60, TimeUnit.SECONDS);
      if (reply.has("error")) {
        throw new ProofFailed("Chromium refuses " + method + ": " + reply.get("error"));
      }
      return reply.get("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new ProofFailed("Chromium does not answer to " + method + ": " + e, e);
    }
  }

  /// Says something that needs no answer.
  public void tell(String method, Map<String, ?> parameters) {
    synchronized (socket) {
      socket
          .sendText(
              Json.write(
                  Map.of(
                      "id",
                      next.incrementAndGet(),
                      "method",
                      method,
                      "params",
                      parameters,
                      "sessionId",
                      session)),
              true)
          .join();
    }
  }

  /// The value of an expression in the page; a promise is waited for.
  public JsonNode evaluate(String script) {
    JsonNode result =
        ask(
            "Runtime.evaluate",
            Map.of("expression", script, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new ProofFailed("The page says: " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = Json.mapper().readTree(text.toString());
        text.setLength(0);
        CompletableFuture<JsonNode> asked =
            message.has("id") ? waiting.remove(message.get("id").asInt()) : null;
        if (asked != null) {
          asked.complete(message);
        } else if (message.has("method")) {
          events.accept(Chromium.this, message);
        }
      }
      from.request(1);
      return null;
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
