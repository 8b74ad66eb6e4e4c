package dev.meanwhile.server.webhooks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Receiver;
import dev.meanwhile.server.support.Receiver.Got;
import dev.meanwhile.server.support.RunningServer;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Tasks that are handed over to somebody else.
class WebhookTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLDER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final Receiver RECEIVER = new Receiver();
  private static final CountDownLatch HANGING = new CountDownLatch(1);

  static {
    RECEIVER
        .on("/named", 200, "{\"n8n_execution_id\":\"231\"}")
        .on("/answers", 200, "{\"n\":1,\"status_message\":\"Counted.\"}")
        .on("/words", 200, "just words")
        .on("/redirect", 307, "", "Location", "http://127.0.0.1:1/internal")
        .on("/gone", 410, "")
        .on("/none", 404, "")
        .on("/denied", 403, "")
        .on("/broken", 503, "", "Retry-After", "3600")
        .on("/busy", 429, "", "Retry-After", "-5")
        .on("/bomb", 200, "xxxx", "Content-Encoding", "gzip")
        .on("/large", 200, "x".repeat(100_000))
        .on("/hangs", (_, _) -> HANGING.await());
  }

  @RegisterExtension
  static final RunningServer server =
      RunningServer.with(
          "meanwhile.types.chat.url=" + RECEIVER.url("/chat?key=hidden"),
          "meanwhile.types.chat.workflow-id=w1",
          "meanwhile.types.chat.secret=" + SECRET + " " + OLDER,
          "meanwhile.types.chat.header=X-Api-Key: tell-nobody",
          "meanwhile.types.named.url=" + RECEIVER.url("/named"),
          "meanwhile.types.answers.url=" + RECEIVER.url("/answers"),
          "meanwhile.types.answers.mode=answer",
          "meanwhile.types.words.url=" + RECEIVER.url("/words"),
          "meanwhile.types.words.mode=answer",
          "meanwhile.types.bomb.url=" + RECEIVER.url("/bomb"),
          "meanwhile.types.bomb.mode=answer",
          "meanwhile.types.large.url=" + RECEIVER.url("/large"),
          "meanwhile.types.large.mode=answer",
          "meanwhile.types.redirect.url=" + RECEIVER.url("/redirect"),
          "meanwhile.types.gone.url=" + RECEIVER.url("/gone"),
          "meanwhile.types.none.url=" + RECEIVER.url("/none"),
          "meanwhile.types.denied.url=" + RECEIVER.url("/denied"),
          "meanwhile.types.broken.url=" + RECEIVER.url("/broken"),
          "meanwhile.types.busy.url=" + RECEIVER.url("/busy"),
          "meanwhile.types.nobody.url=http://127.0.0.1:1/",
          "meanwhile.types.nobody.retries=0",
          "meanwhile.types.hangs.url=" + RECEIVER.url("/hangs"),
          "meanwhile.types.hangs.timeout=2s",
          "meanwhile.types.hangs.retries=0",
          "meanwhile.types.waits.url=" + RECEIVER.url("/hangs"),
          "meanwhile.types.waits.mode=answer",
          "meanwhile.types.waits.timeout=600s");

  @AfterAll
  static void close() {
    HANGING.countDown();
    RECEIVER.close();
  }

  private static JsonNode handedOver(Http http, String id) {
    long version = 0;
    for (int i = 0; i < 100; i++) {
      JsonNode task = http.get("/api/tasks/" + id + "?wait=10&version=" + version).json();
      if (task.path("current_step").asString("").equals("handed_over")) {
        return task;
      }
      version = task.get("version").asLong();
    }
    throw new AssertionError("It was not handed over.");
  }

  @Test
  void a_call_has_the_payload_of_the_documents_a_signature_and_the_header() throws Exception {
    Http http = server.http();
    String id = http.task("chat", Map.of("conversation_id", 45, "message_id", 67));
    JsonNode task = handedOver(http, id);
    assertThat(task.get("status").asString()).isEqualTo("processing");
    assertThat(task.get("workflow_id").asString()).isEqualTo("w1");
    assertThat(task.get("status_message").asString())
        .isEqualTo("It has been started; the workflow says itself how it goes.");

    Got got = requireNonNull(RECEIVER.first(id));
    assertThat(got.path()).isEqualTo("/chat");
    assertThat(got.head())
        .containsEntry("x-api-key", "tell-nobody")
        .containsEntry("webhook-id", "msg_" + id + "_1")
        .containsEntry("content-type", "application/json");
    JsonNode body = got.json();
    assertThat(body.get("task_type").asString()).isEqualTo("chat");
    assertThat(body.get("input_data").get("message_id").asInt()).isEqualTo(67);
    assertThat(body.get("user_id").asString()).isEqualTo(task.get("created_by").asString());
    assertThat(body.get("attempt").asInt()).isOne();
    assertThat(body.get("idempotency_key").asString()).isEqualTo("task-" + id);
    assertThat(body.get("deadline").asString()).startsWith("20");
    assertThat(got.callback()).endsWith("/api/callbacks/" + id);

    Map<String, List<String>> head = new HashMap<>();
    got.head().forEach((name, value) -> head.put(name, List.of(value)));
    HttpHeaders headers = HttpHeaders.of(head, (_, _) -> true);
    new Webhook(SECRET).verify(got.body(), headers.map());
    new Webhook(OLDER).verify(got.body(), headers.map());
  }

  @Test
  void the_last_calls_are_kept_without_secrets() {
    Http http = server.http();
    String id = http.task("chat", Map.of("password", "open sesame"));
    handedOver(http, id);
    Got got = requireNonNull(RECEIVER.first(id));
    String kept = http.get("/api/types/chat/calls").body();
    assertThat(kept)
        .contains(id, "It has been started", "Workflow was started", "webhook-id")
        .doesNotContain("tell-nobody", "open sesame", got.bearer().substring(7), "key=hidden");
    assertThat(http.get("/api/types/echo/calls").status()).isEqualTo(404);
  }

  @Test
  void the_types_tell_their_routes_and_where_they_were_written() {
    JsonNode type = server.http().get("/api/types/chat").json();
    assertThat(type.get("timeout_seconds").asInt()).isEqualTo(180);
    JsonNode route = type.get("route");
    assertThat(route.get("url").asString()).endsWith("/chat?…");
    assertThat(route.get("mode").asString()).isEqualTo("callback");
    assertThat(route.get("workflow_id").asString()).isEqualTo("w1");
    assertThat(route.get("signed").asInt()).isEqualTo(2);
    assertThat(route.get("header").asString()).isEqualTo("X-Api-Key");
    assertThat(route.get("origins").get("url").asString()).isEqualTo("command line");
    assertThat(route.toString()).doesNotContain("hidden", "tell-nobody", "whsec");
    assertThat(server.http().get("/api/types/echo").json().get("route").isNull()).isTrue();
  }

  @Test
  void an_unknown_type_is_answered_as_in_the_documents() {
    assertThat(
            server
                .http()
                .post("/api/tasks/create", "{\"task_type\":\"video\",\"input_data\":{}}")
                .body())
        .contains("No workflow configured for task type: video");
    assertThat(
            server
                .http()
                .post("/api/tasks/create", "{\"task_type\":\"chat\",\"input_data\":{}}")
                .json()
                .get("workflow_id")
                .asString())
        .isEqualTo("w1");
  }

  @Test
  void the_name_of_the_run_is_kept() {
    Http http = server.http();
    assertThat(handedOver(http, http.task("named", Map.of())).get("n8n_execution_id").asString())
        .isEqualTo("231");
  }

  @Test
  void the_answer_may_be_the_result() {
    Http http = server.http();
    JsonNode task = http.ended(http.task("answers", Map.of()));
    assertThat(task.get("status").asString()).isEqualTo("completed");
    assertThat(task.get("status_message").asString()).isEqualTo("Counted.");
    assertThat(task.get("output_data").get("n").asInt()).isOne();

    JsonNode words = http.ended(http.task("words", Map.of()));
    assertThat(words.get("output_data").get("value").asString()).isEqualTo("just words");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redirect | redirect | Redirect could not be started: 127.0.0.1 answered with a redirect (307), which is not followed.",
        "gone | gone | Gone could not be started: 127.0.0.1 says that the workflow is gone (410).",
        "none | no_workflow | None could not be started: 127.0.0.1 knows no such workflow (404).",
        "denied | not_accepted | Denied could not be started: 127.0.0.1 did not accept our call (403).",
        "nobody | unreachable | Nobody could not be started: 127.0.0.1 cannot be reached: the connection was refused.",
        "bomb | packed_answer | Bomb could not be started: 127.0.0.1 sent a packed answer, which is not unpacked.",
        "large | answer_too_large | Large could not be started: the answer of 127.0.0.1 is larger than 64 KiB."
      })
  void what_cannot_be_helped_is_told_in_sentences(String type, String code, String sentence) {
    Http http = server.http();
    JsonNode task = http.ended(http.task(type, Map.of()));
    assertThat(task.get("status").asString()).isEqualTo("failed");
    assertThat(task.get("error_message").asString()).startsWith(sentence);
    assertThat(task.get("error_details").get("code").asString()).isEqualTo(code);
    assertThat(RECEIVER.of(task.get("id").asString()).size()).isLessThanOrEqualTo(1);
  }

  @Test
  void what_passes_is_tried_again_as_late_as_the_other_side_asks() {
    Http http = server.http();
    JsonNode broken = http.until(http.task("broken", Map.of()), "will retry");
    assertThat(broken.get("status_message").asString())
        .contains("127.0.0.1 answered 503 (not available)", "in 60 minutes");
    JsonNode busy = http.until(http.task("busy", Map.of()), "will retry");
    assertThat(busy.get("error_details").get("code").asString()).isEqualTo("rate_limited");
    assertThat(busy.get("status_message").asString()).contains("seconds (retry 1 of 3)");
  }

  @Test
  void a_call_that_is_not_answered_leaves_the_attempt_open_until_its_deadline() {
    Http http = server.http();
    String id = http.task("hangs", Map.of());
    JsonNode task = http.ended(id);
    assertThat(task.get("status").asString()).isEqualTo("timeout");
    assertThat(task.get("error_message").asString())
        .startsWith("Request timed out after 2 seconds");
    assertThat(RECEIVER.of(id)).hasSize(1);
  }

  @Test
  void hanging_calls_have_places_of_their_own_and_are_broken_off_when_cancelled() {
    Http http = server.http();
    List<String> hanging =
        java.util.stream.IntStream.range(0, 30)
            .mapToObj(_ -> http.task("waits", Map.of()))
            .toList();
    assertThat(http.ended(http.task("answers", Map.of())).get("status").asString())
        .isEqualTo("completed");
    for (String id : hanging) {
      assertThat(http.post("/api/tasks/" + id + "/cancellation").status()).isEqualTo(200);
    }
    assertThat(http.ended(http.task("answers", Map.of())).get("status").asString())
        .isEqualTo("completed");
  }
}
