package dev.meanwhile.server.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/// Workers that ask for tasks, over HTTP.
class ClaimTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with(
          "meanwhile.types.ocr.mode=pull",
          "meanwhile.types.ocr.lease=20s",
          "meanwhile.types.ocr.concurrency=50",
          "meanwhile.types.alone.mode=pull",
          "meanwhile.types.left.mode=pull",
          "meanwhile.types.left.lease=5m",
          "meanwhile.types.shell_count.mode=pull",
          "meanwhile.types.word_count.mode=pull");

  private final Http http = server.http();

  private static String wish(String type, int count, int wait) {
    return Json.write(
        Map.of("types", List.of(type), "worker", "test-1", "count", count, "wait_seconds", wait));
  }

  private JsonNode claim(String type, int count, int wait) {
    Answer answer = http.post("/api/claims", wish(type, count, wait));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json().get("tasks");
  }

  private Answer say(JsonNode task, String word, String json) {
    return http.post(
        "/api/callbacks/" + task.get("task_id").asString() + "/" + word,
        json,
        "Authorization",
        "Bearer " + token(task));
  }

  private static String token(JsonNode task) {
    return task.get("callback").get("token").asString();
  }

  private static Map<String, ?> report(JsonNode task, String word) {
    return Map.of("task_id", task.get("task_id").asString(), "token", token(task), "word", word);
  }

  private JsonNode task(String id) {
    return http.get("/api/tasks/" + id).json();
  }

  @Test
  void a_worker_asks_reports_in_one_request_and_gives_back() {
    CompletableFuture<JsonNode> waiting = CompletableFuture.supplyAsync(() -> claim("ocr", 1, 20));
    String id = http.task("ocr", Map.of("file", "a.pdf"));
    JsonNode first = waiting.orTimeout(20, TimeUnit.SECONDS).join().get(0);
    assertThat(first.get("task_id").asString()).isEqualTo(id);
    assertThat(first.get("input_data").get("file").asString()).isEqualTo("a.pdf");
    assertThat(first.get("lease_seconds").asInt()).isEqualTo(20);
    assertThat(first.get("callback").get("url").asString()).endsWith("/api/callbacks/" + id);
    assertThat(say(first, "status", "{\"status_message\":\"Page 1…\"}").status()).isEqualTo(200);
    assertThat(task(id).get("status_message").asString()).isEqualTo("Page 1…");

    List<String> others =
        List.of(http.task("ocr", Map.of()), http.task("ocr", Map.of()), http.task("ocr", Map.of()));
    List<JsonNode> got = new ArrayList<>();
    while (got.size() < 3) {
      claim("ocr", 3, 20).forEach(got::add);
    }
    JsonNode results =
        http.post(
                "/api/claims/reports",
                Json.write(
                    Map.of(
                        "reports",
                        List.of(
                            report(first, "complete"),
                            report(got.get(0), "heartbeat"),
                            report(got.get(1), "release"),
                            report(got.get(2), "fail"),
                            report(first, "fail"),
                            Map.of("task_id", id, "token", token(got.get(0)), "word", "complete"),
                            Map.of("task_id", "x", "word", "dance")))))
            .json()
            .get("results");
    assertThat(results.values().stream().map(one -> one.get("http_status").asInt()))
        .containsExactly(200, 200, 200, 200, 409, 403, 400);
    assertThat(task(id).get("status").asString()).isEqualTo("completed");
    assertThat(task(got.get(1).get("task_id").asString()).get("status_message").asString())
        .isEqualTo("Its worker gave it back. Another one takes over.");
    assertThat(others).contains(got.get(2).get("task_id").asString());

    JsonNode again = claim("ocr", 1, 20).get(0);
    assertThat(again.get("task_id")).isEqualTo(got.get(1).get("task_id"));
    assertThat(again.get("attempt").asInt()).isEqualTo(2);
    assertThat(say(got.get(1), "complete", "{}").status()).isEqualTo(409);
    JsonNode pull = http.get("/api/types/ocr").json().get("pull");
    assertThat(pull.get("origins").get("mode").asString()).isEqualTo("command line");
    assertThat(pull.get("workers").get(0).get("worker").asString()).isEqualTo("test-1");
    assertThat(pull.get("workers").get(0).get("holds").asInt()).isEqualTo(2);
  }

  @Test
  void what_cannot_be_asked_for_is_refused_with_a_sentence() {
    assertThat(http.post("/api/claims", wish("nobody", 1, 0)).json().get("detail").asString())
        .isEqualTo("There is no task type 'nobody'.");
    assertThat(http.post("/api/claims", wish("echo", 1, 0)).status()).isEqualTo(400);
    assertThat(http.post("/api/claims", wish("ocr", 101, 0)).json().get("detail").asString())
        .isEqualTo("'count' is a number from 1 to 100.");
    assertThat(http.post("/api/claims", wish("ocr", 1, 31)).status()).isEqualTo(400);
    assertThat(http.post("/api/claims", "{\"types\":[]}").status()).isEqualTo(400);
    assertThat(claim("alone", 1, 0)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_worker_that_breaks_off_loses_no_task(boolean withoutFarewell) throws Exception {
    try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
      String body = wish("left", 1, 30);
      socket
          .getOutputStream()
          .write(
              "POST /api/claims HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                  .formatted(server.port(), body.length(), body)
                  .getBytes(StandardCharsets.ISO_8859_1));
      // The first empty line: it waits.
      assertThat(socket.getInputStream().read()).isPositive();
      socket.setSoLinger(withoutFarewell, 0);
    }
    String id = http.task("left", Map.of());

    JsonNode got = claim("left", 1, 20);

    assertThat(got).hasSize(1);
    assertThat(got.get(0).get("task_id").asString()).isEqualTo(id);
    assertThat(say(got.get(0), "complete", "{}").status()).isEqualTo(200);
  }

  @Test
  void hundreds_wait_at_once_and_the_end_of_the_server_sends_them_away() {
    ConfigurableApplicationContext other = server.start("meanwhile.node=other");
    Http there = new Http("http://127.0.0.1:" + RunningServer.port(other));
    List<CompletableFuture<JsonNode>> waiting = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      waiting.add(
          there
              .client()
              .sendAsync(
                  there
                      .request("/api/claims")
                      .header("Content-Type", "application/json")
                      .POST(java.net.http.HttpRequest.BodyPublishers.ofString(wish("alone", 1, 30)))
                      .build(),
                  java.net.http.HttpResponse.BodyHandlers.ofString())
              .thenApply(answer -> Json.mapper().readTree(answer.body()).path("tasks")));
    }
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ids.add(http.task("alone", Map.of()));
    }
    for (String id : ids) {
      http.until(id, "running");
    }
    other.close();
    CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
    assertThat(
            waiting.stream()
                .flatMap(one -> one.join().values().stream())
                .map(one -> one.get("task_id").asString()))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void the_worker_in_python_does_what_its_page_says() throws Exception {
    assumeTrue(
        found("python3"),
        "There is no python3 here: docs/recipes/pull-worker/worker.py is not tried.");
    String counted = http.task("word_count", Map.of("text", "one two\nthree"));
    String empty = http.task("word_count", Map.of("text", " "));
    Process worker = start(List.of("python3", recipe("worker.py")));
    try {
      assertThat(http.ended(counted).get("output_data").get("words").asInt()).isEqualTo(3);
      assertThat(http.ended(empty).get("error_message").asString())
          .isEqualTo("Word count failed: the text is empty. Send it again with a text.");
      String slow = http.task("word_count", Map.of("text", "a\n".repeat(1000), "pause", 0.05));
      awaitWork(slow, task -> task.path("status_message").asString("").startsWith("Counting line"));
      givesBack(worker, slow);
    } finally {
      worker.destroyForcibly();
    }
  }

  @Test
  void the_worker_in_shell_does_what_its_page_says() throws Exception {
    assumeTrue(
        found("curl"), "There is no curl here: docs/recipes/pull-worker/worker.sh is not tried.");
    Path mark = server.data().resolve("at-work");
    String good = http.task("shell_count", Map.of("text", "a \"b\""));
    String bad = http.task("shell_count", Map.of("fail", true));
    Process worker =
        start(
            List.of(
                "sh",
                recipe("worker.sh"),
                "shell_count",
                "sh",
                "-c",
                "read -r task; case $task in *fail*) echo 'no \"luck\"' >&2; exit 3;; *slow*) touch '%s'; sleep 60;; *) echo \"got \\\"$(echo \"$task\" | wc -l)\\\"\";; esac"
                    .formatted(mark)));
    try {
      assertThat(http.ended(good).get("output_data").get("output").asString())
          .matches("got \" *1\"");
      assertThat(http.ended(bad).get("error_message").asString())
          .isEqualTo("shell_count failed: no \"luck\". Look into the log of its worker.");
      String slow = http.task("shell_count", Map.of("slow", true));
      awaitWork(slow, _ -> Files.exists(mark));
      givesBack(worker, slow);
    } finally {
      worker.destroyForcibly();
    }
  }

  /// That the node says it runs is too early: the worker may not have heard of it yet.
  private void awaitWork(String id, Predicate<JsonNode> begun) {
    for (int i = 0; i < 100; i++) {
      JsonNode now = task(id);
      if (begun.test(now)) {
        return;
      }
      http.get("/api/tasks/" + id + "?wait=1&version=" + now.get("version").asLong());
    }
    throw new AssertionError("The worker did not begin: " + task(id));
  }

  private void givesBack(Process worker, String slow) throws Exception {
    worker.destroy();
    assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
    JsonNode back = task(slow);
    assertThat(back.get("status").asString()).isEqualTo("pending");
    assertThat(back.get("status_message").asString())
        .isEqualTo("Its worker is being restarted. Another one takes over.");
    assertThat(back.get("retry_count").asInt()).isZero();
  }

  private static String recipe(String name) {
    return Path.of("../docs/recipes/pull-worker", name).toAbsolutePath().normalize().toString();
  }

  private static boolean found(String program) {
    return Arrays.stream(Objects.toString(System.getenv("PATH"), "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MEANWHILE_URL", "http://127.0.0.1:" + server.port());
    builder.environment().put("WORKER_NAME", "recipe");
    builder.redirectErrorStream(true);
    builder.redirectOutput(server.data().resolve("worker.out").toFile());
    return builder.start();
  }
}
