package dev.meanwhile.server.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.meanwhile.engine.Json;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Receiver;
import dev.meanwhile.server.support.Receiver.Got;
import dev.meanwhile.server.support.RunningServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// What those who look after a webhook can try, and what they see of it.
class TestCallTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final CountDownLatch ARRIVED = new CountDownLatch(1);
  private static final CountDownLatch HANGING = new CountDownLatch(1);
  private static final Receiver RECEIVER =
      new Receiver()
          .on("/named", 200, "{\"n8n_execution_id\":\"231\",\"token\":\"abc-secret-def\"}")
          .on("/answers", 200, "{\"n\":1}")
          .on("/denied", 403, "<script>no</script>")
          .on(
              "/slow",
              (got, exchange) -> {
                ARRIVED.countDown();
                HANGING.await();
                Receiver.answer(exchange, 200, "");
              });

  @RegisterExtension
  static final RunningServer server =
      RunningServer.with(
          "meanwhile.types.named.url=" + RECEIVER.url("/named"),
          "meanwhile.types.named.secret=" + SECRET,
          "meanwhile.types.named.header=X-Api-Key: tell-nobody",
          "meanwhile.types.answers.url=" + RECEIVER.url("/answers"),
          "meanwhile.types.answers.mode=answer",
          "meanwhile.types.denied.url=" + RECEIVER.url("/denied"),
          "meanwhile.types.slow.url=" + RECEIVER.url("/slow"),
          "meanwhile.types.nobody.url=http://127.0.0.1:1/");

  @AfterAll
  static void close() {
    HANGING.countDown();
    RECEIVER.close();
  }

  private final Http http = server.http();

  private JsonNode call(String type) {
    Answer answer = http.post("/api/types/" + type + "/calls", "{\"input_data\":{\"a\":1}}");
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> sentences(JsonNode call) {
    List<String> all = new ArrayList<>();
    call.get("sentences").forEach(one -> all.add(one.asString()));
    return all;
  }

  @Test
  void a_test_call_is_signed_marked_kept_and_makes_no_task() throws Exception {
    long before = http.get("/api/tasks?type=named").json().get("items").size();
    JsonNode call = call("named");
    assertThat(call.get("good").asBoolean()).isTrue();
    assertThat(sentences(call).getFirst())
        .matches("127\\.0\\.0\\.1 was reached and answered 200 within \\d+ ms\\.");
    assertThat(sentences(call)).contains("It named its run: 231.");
    assertThat(call.toString()).doesNotContain("tell-nobody", "abc-secret-def", "mwc_");
    assertThat(http.get("/api/tasks?type=named").json().get("items").size()).isEqualTo(before);

    String task =
        Json.mapper()
            .readTree(call.get("call").get("request_body").asString())
            .get("task_id")
            .asString();
    Got got = java.util.Objects.requireNonNull(RECEIVER.first(task));
    assertThat(got.json().get("test").asBoolean()).isTrue();
    assertThat(got.json().get("input_data").get("a").asInt()).isOne();
    Map<String, List<String>> head = new HashMap<>();
    got.head().forEach((name, value) -> head.put(name, List.of(value)));
    new Webhook(SECRET).verify(got.body(), head);

    JsonNode kept = http.get("/api/types/named/calls").json().get(0);
    assertThat(kept.get("task_id").isNull()).isTrue();
    assertThat(kept.get("id")).isEqualTo(call.get("call").get("id"));
    assertThat(kept.get("verdict").asString()).startsWith("Test: 127.0.0.1 was reached");
    assertThat(http.get("/api/audit?action=test_call").body()).contains("named", "127.0.0.1");

    Answer late =
        http.post("/api/callbacks/" + task + "/complete", "{}", "Authorization", got.bearer());
    assertThat(late.status()).isEqualTo(410);
    assertThat(late.json().get("detail").asString()).contains("test");
  }

  @Test
  void what_comes_back_is_told_in_sentences() {
    assertThat(sentences(call("answers")))
        .contains("A task would be done now, with this answer as its result.");
    JsonNode denied = call("denied");
    assertThat(denied.get("reached").asBoolean()).isTrue();
    assertThat(denied.get("good").asBoolean()).isFalse();
    assertThat(sentences(denied).getLast())
        .isEqualTo(
            "A task would fail: 127.0.0.1 did not accept our call (403). An admin must look at the secret or the header of this kind of task.");
    JsonNode nobody = call("nobody");
    assertThat(nobody.get("reached").asBoolean()).isFalse();
    assertThat(sentences(nobody).getFirst())
        .isEqualTo("127.0.0.1 cannot be reached: the connection was refused.");
    assertThat(http.post("/api/types/echo/calls", "{}").status()).isEqualTo(404);
    assertThat(http.post("/api/types/named/calls", "{\"url\":\"http://10.0.0.1\"}").status())
        .isEqualTo(400);
  }

  @Test
  void one_at_a_time_is_enough() throws Exception {
    var first = CompletableFuture.supplyAsync(() -> http.post("/api/types/slow/calls", "{}"));
    ARRIVED.await();
    Answer second = http.post("/api/types/slow/calls", "{}");
    assertThat(second.status()).isEqualTo(429);
    HANGING.countDown();
    assertThat(first.get().status()).isEqualTo(200);
  }

  @Test
  void a_signature_is_looked_at_without_telling_the_secret() throws Exception {
    long at = Instant.now().getEpochSecond();
    String right = new Webhook(SECRET).sign("msg_1", at, "{}");
    JsonNode fits = judged("msg_1", at, right, "{}");
    assertThat(fits.get("fits").asBoolean()).isTrue();
    JsonNode wrong = judged("msg_1", at, right, "{}\n");
    assertThat(wrong.get("fits").asBoolean()).isFalse();
    assertThat(wrong.get("code").asString()).isEqualTo("wrong_signature");
    assertThat(wrong.get("sentence").asString())
        .contains("without the blanks and line breaks around it");
    JsonNode old = judged("msg_1", at - 900, new Webhook(SECRET).sign("msg_1", at - 900, ""), "");
    assertThat(old.get("sentence").asString()).contains("Its signature fits", "15 minutes ago");
    assertThat(wrong.toString()).doesNotContain(right, SECRET.substring(6));
  }

  private JsonNode judged(String id, long at, String signature, String body) {
    Answer answer =
        http.post(
            "/api/types/named/signature",
            Json.write(
                Map.of(
                    "id", id, "timestamp", "" + at, "signature", signature + " ", "body", body)));
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void the_settings_are_told_with_where_they_were_written() {
    JsonNode settings = http.get("/api/types/named").json().get("route").get("settings");
    Map<String, String> values = new HashMap<>();
    Map<String, String> origins = new HashMap<>();
    settings.forEach(one -> {
      values.put(one.get("name").asString(), one.get("value").asString());
      origins.put(one.get("name").asString(), one.get("origin").asString());
    });
    assertThat(values)
        .containsEntry("secret", "one")
        .containsEntry("header", "X-Api-Key: …")
        .containsEntry("timeout", "300 s");
    assertThat(origins).containsEntry("secret", "command line").containsEntry("timeout", "default");
  }

  @Test
  void what_each_type_has_to_do_is_counted() {
    http.post("/api/types/nobody/pause", "{\"reason\":\"For the count.\"}");
    http.task("nobody", Map.of());
    http.ended(http.task("answers", Map.of()));
    JsonNode nobody = workload("nobody");
    assertThat(nobody.get("done_by").asString()).isEqualTo("webhook");
    assertThat(nobody.get("waiting").asInt()).isOne();
    assertThat(nobody.get("oldest_waiting_at").asString()).startsWith("20");
    assertThat(nobody.get("paused").get("reason").asString()).isEqualTo("For the count.");
    JsonNode answers = workload("answers");
    assertThat(answers.get("recent").get("ended").asInt()).isOne();
    assertThat(answers.get("recent").get("failed").asInt()).isZero();
    assertThat(answers.get("nodes").asInt()).isOne();
    assertThat(answers.get("limit").asInt()).isEqualTo(20);
    assertThat(workload("echo").get("done_by").asString()).isEqualTo("java");
    assertThat(workload("bulk_change").get("done_by").asString()).isEqualTo("meanwhile");
  }

  private JsonNode workload(String type) {
    for (JsonNode one : http.get("/api/workload").json()) {
      if (one.get("task_type").asString().equals(type)) {
        return one;
      }
    }
    throw new AssertionError("No " + type);
  }
}
