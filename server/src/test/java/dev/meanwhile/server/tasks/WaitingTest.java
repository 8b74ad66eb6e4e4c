package dev.meanwhile.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Chores;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WaitingTest {
  @RegisterExtension
  static final RunningServer server = RunningServer.with("server.jetty.connection-idle-timeout=1s");

  private final Http http = server.http();

  @Test
  void who_prefers_to_wait_gets_the_result() {
    long began = System.nanoTime();
    Answer answer =
        http.post(
            "/api/tasks",
            "{\"task_type\": \"echo\", \"input_data\": {\"words\": \"now\"}}",
            "Prefer",
            "respond-async, wait=30");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=30");
    assertThat(answer.header("Location")).isNotEmpty();
    assertThat(answer.json().get("status").asString()).isEqualTo("completed");
    assertThat(answer.json().get("output_data").get("echo").asString()).isEqualTo("now");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void a_failure_is_an_end_as_well() {
    Answer answer = http.post("/api/tasks", "{\"task_type\": \"break\"}", "Prefer", "wait=30");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("label").asString()).isEqualTo("needs attention");
    assertThat(answer.json().get("error_message").asString())
        .contains("It broke", "Do not ask for it.");
    assertThat(answer.json().get("error_details").get("advice").asString())
        .isEqualTo("Do not ask for it.");
    assertThat(answer.json().get("actions").toString()).isEqualTo("[\"retry\",\"dismiss\"]");
  }

  @Test
  void who_waits_too_short_gets_the_task_as_it_stands() {
    Answer answer =
        http.post(
            "/api/tasks",
            "{\"task_type\": \"echo\", \"run_at\": \"2999-01-01T00:00:00Z\"}",
            "Prefer",
            "wait=1");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isEqualTo("wait=1");
    assertThat(answer.json().get("label").asString()).isEqualTo("waiting");
  }

  @Test
  void a_preference_that_is_not_understood_is_passed_over() {
    Answer answer =
        http.post("/api/tasks", "{\"task_type\": \"echo\"}", "Prefer", "wait=soon; wait");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.header("Preference-Applied")).isEmpty();
  }

  @Test
  void a_long_poll_answers_when_the_version_rises() throws Exception {
    String id = http.task("stay", Map.of());
    long version = http.until(id, "running").get("version").asLong();
    long said = atRest(id, version);

    var poll = CompletableFuture.supplyAsync(() -> http.get(poll(id, 30, said)));
    Answer early = http.get("/api/tasks/" + id);
    server.bean(Chores.class).home.countDown();
    Answer answer = poll.get(20, TimeUnit.SECONDS);

    assertThat(early.json().get("version").asLong()).isEqualTo(said);
    assertThat(answer.json().get("version").asLong()).isGreaterThan(said);
    assertThat(answer.json().get("status").asString()).isEqualTo("completed");
  }

  @Test
  void a_long_poll_that_sees_nothing_answers_with_what_it_knows() {
    String id = http.task("echo", Map.of());
    long version = http.ended(id).get("version").asLong();

    Answer answer = http.get(poll(id, 1, version));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("version").asLong()).isEqualTo(version);
  }

  /// The connections of this server are cut after a second without a sign of life.
  @Test
  void a_long_poll_outlives_the_patience_with_silent_connections() {
    String id = http.task("echo", Map.of());
    long version = http.ended(id).get("version").asLong();

    assertThat(http.get(poll(id, 3, version)).status()).isEqualTo(200);
  }

  @Test
  void a_long_poll_for_an_older_version_answers_at_once() {
    String id = http.task("echo", Map.of());
    http.ended(id);

    assertThat(http.get(poll(id, 30, 1)).json().get("version").asLong()).isGreaterThan(1);
  }

  @Test
  void what_has_not_changed_is_not_sent_again() {
    String id = http.task("echo", Map.of());
    long version = http.ended(id).get("version").asLong();

    Answer first = http.get("/api/tasks/" + id);
    Answer same = http.get("/api/tasks/" + id, "If-None-Match", first.header("ETag"));
    Answer other = http.get("/api/tasks/" + id, "If-None-Match", "\"1\"");

    assertThat(first.header("ETag")).isEqualTo("\"" + version + "\"");
    assertThat(same.status()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(other.status()).isEqualTo(200);
  }

  @Test
  void a_wait_that_is_too_long_is_refused() {
    String id = http.task("echo", Map.of());

    assertThat(http.get("/api/tasks/" + id + "?wait=61").status()).isEqualTo(400);
    assertThat(http.get("/api/tasks/" + id + "?wait=soon").status()).isEqualTo(400);
  }

  private static String poll(String id, int seconds, long version) {
    return "/api/tasks/%s?wait=%d&version=%d".formatted(id, seconds, version);
  }

  /// The version when the handler has said its sentence and goes on waiting.
  private long atRest(String id, long version) {
    long last = version;
    while (!http.get("/api/tasks/" + id)
        .json()
        .get("status_message")
        .asString()
        .equals("Staying…")) {
      last = http.get(poll(id, 10, last)).json().get("version").asLong();
    }
    return http.get("/api/tasks/" + id).json().get("version").asLong();
  }
}
