package dev.meanwhile.server.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Receiver;
import dev.meanwhile.server.support.Receiver.Got;
import dev.meanwhile.server.support.RunningServer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Callbacks that show a signature, made by the library of Standard Webhooks.
class SignedCallbackTest {
  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String OLDER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String OTHER = "whsec_dGhpcyBpcyBub3QgdGhlIHNlY3JldCBhdCBhbGw=";
  private static final Receiver RECEIVER = new Receiver();

  @RegisterExtension
  static final RunningServer server =
      RunningServer.with(
          "meanwhile.types.signed.url=" + RECEIVER.url("/signed"),
          "meanwhile.types.signed.secret=" + SECRET + " " + OLDER,
          "meanwhile.types.bare.url=" + RECEIVER.url("/bare"));

  @AfterAll
  static void close() {
    RECEIVER.close();
  }

  private final Http http = server.http();

  private Got called(String type) {
    String id = http.task(type, Map.of());
    long version = 0;
    for (int i = 0; i < 100; i++) {
      JsonNode task = http.get("/api/tasks/" + id + "?wait=10&version=" + version).json();
      Got got = RECEIVER.first(id);
      if (got != null && task.path("current_step").asString("").equals("handed_over")) {
        return got;
      }
      version = task.get("version").asLong();
    }
    throw new AssertionError("It was not handed over.");
  }

  private static String id(Got got, String more) {
    return got.head().get("webhook-id") + "_" + more;
  }

  private Answer say(String task, String word, String id, String json, String secret, long late)
      throws Exception {
    long at = Instant.now().getEpochSecond() - late;
    return http.post(
        "/api/callbacks/" + task + "/" + word,
        json,
        "webhook-id",
        id,
        "webhook-timestamp",
        Long.toString(at),
        "webhook-signature",
        new Webhook(secret).sign(id, at, json));
  }

  private Answer say(Got got, String word, String more, String json) throws Exception {
    return say(got.task(), word, id(got, word + more), json, SECRET, 0);
  }

  @Test
  void a_signature_stands_for_the_token_with_either_secret() throws Exception {
    Got got = called("signed");
    assertThat(say(got, "status", "_1", "{\"status_message\":\"Grüße…\"}").status()).isEqualTo(200);
    assertThat(http.get("/api/tasks/" + got.task()).json().get("status_message").asString())
        .isEqualTo("Grüße…");
    assertThat(say(got, "heartbeat", "", "{}").status()).isEqualTo(200);
    Answer done =
        say(got.task(), "complete", id(got, "complete"), "{\"output_data\":{\"n\":1}}", OLDER, 0);
    assertThat(done.json().get("status").asString()).isEqualTo("completed");
  }

  @Test
  void the_very_same_again_changes_nothing() throws Exception {
    Got got = called("signed");
    Answer first = say(got, "status", "_1", "{\"status_message\":\"One.\"}");
    Answer second = say(got, "status", "_2", "{\"status_message\":\"Two.\"}");
    Answer again = say(got, "status", "_1", "{\"status_message\":\"One.\"}");
    assertThat(first.json().get("repeated").asBoolean()).isFalse();
    assertThat(second.json().get("repeated").asBoolean()).isFalse();
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("repeated").asBoolean()).isTrue();
    assertThat(again.json().get("version")).isEqualTo(second.json().get("version"));
    assertThat(http.get("/api/tasks/" + got.task()).json().get("status_message").asString())
        .isEqualTo("Two.");
  }

  @Test
  void a_signature_is_good_for_one_word_of_one_attempt_of_one_task() throws Exception {
    Got got = called("signed");
    Got other = called("signed");
    assertThat(say(got.task(), "complete", id(other, "complete"), "{}", SECRET, 0).status())
        .isEqualTo(403);
    Answer word = say(got.task(), "complete", id(got, "status"), "{}", SECRET, 0);
    assertThat(word.status()).isEqualTo(403);
    assertThat(word.json().get("detail").asString()).isEqualTo("Its webhook-id says 'status'.");
    String call = java.util.Objects.requireNonNull(got.head().get("webhook-id"));
    assertThat(say(got.task(), "complete", call, "{}", SECRET, 0).status()).isEqualTo(403);
    String next = "msg_" + got.task() + "_2_complete";
    assertThat(say(got.task(), "complete", next, "{}", SECRET, 0).status()).isEqualTo(404);
    assertThat(http.get("/api/tasks/" + got.task()).json().get("status").asString())
        .isEqualTo("processing");
  }

  @Test
  void what_does_not_fit_is_refused_with_its_reason() throws Exception {
    Got got = called("signed");
    String id = id(got, "complete");
    Answer forged = say(got.task(), "complete", id, "{}", OTHER, 0);
    assertThat(forged.status()).isEqualTo(401);
    assertThat(forged.json().get("detail").asString())
        .isEqualTo("Its signature does not fit its id, time and body.");
    assertThat(say(got.task(), "complete", id, "{}", SECRET, 600).json().get("detail").asString())
        .contains("made 10 minutes ago");
    assertThat(say(got.task(), "complete", id, "{}", SECRET, -600).status()).isEqualTo(401);
    // A token does not make a wrong signature right.
    long at = Instant.now().getEpochSecond();
    Answer both =
        http.post(
            "/api/callbacks/" + got.task() + "/complete",
            "{}",
            "Authorization",
            got.bearer(),
            "webhook-id",
            id,
            "webhook-timestamp",
            Long.toString(at),
            "webhook-signature",
            new Webhook(OTHER).sign(id, at, "{}"));
    assertThat(both.status()).isEqualTo(401);
    assertThat(say(got, "complete", "", "{}").status()).isEqualTo(200);
  }

  @Test
  void without_a_secret_nothing_can_be_signed() throws Exception {
    Got got = called("bare");
    Answer answer = say(got.task(), "complete", id(got, "complete"), "{}", SECRET, 0);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().get("detail").asString()).contains("has no secret");
    String nobody = "msg_019aa7a5-0000-7000-8000-000000000000_1_complete";
    assertThat(
            say("019aa7a5-0000-7000-8000-000000000000", "complete", nobody, "{}", SECRET, 0)
                .status())
        .isEqualTo(401);
  }

  @Test
  void a_body_that_is_no_json_is_refused_as_anywhere() {
    Got got = called("bare");
    String path = "/api/callbacks/" + got.task() + "/status";
    assertThat(http.post(path, "{", "Authorization", got.bearer()).status()).isEqualTo(400);
    assertThat(
            http.send(
                    "POST",
                    path,
                    java.net.http.HttpRequest.BodyPublishers.ofString("{}"),
                    "Authorization",
                    got.bearer(),
                    "Content-Type",
                    "text/plain")
                .status())
        .isEqualTo(415);
    assertThat(
            http.post(path, "\"" + "x".repeat(1_100_000) + "\"", "Authorization", got.bearer())
                .status())
        .isEqualTo(413);
  }
}
