package dev.meanwhile.server.callbacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Receiver;
import dev.meanwhile.server.support.Receiver.Got;
import dev.meanwhile.server.support.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What workflows say, over HTTP.
class CallbackTest {
  private static final Receiver RECEIVER =
      new Receiver().on("/named", 200, "{\"execution_id\":77}");

  @RegisterExtension
  static final RunningServer server =
      RunningServer.with(
          "meanwhile.types.chat.url=" + RECEIVER.url("/chat"),
          "meanwhile.types.named.url=" + RECEIVER.url("/named"),
          "meanwhile.types.once.url=" + RECEIVER.url("/once"),
          "meanwhile.types.once.retries=0");

  @AfterAll
  static void close() {
    RECEIVER.close();
  }

  private final Http http = server.http();

  /// A task that was handed over, as its workflow sees it.
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

  private Answer say(Got got, String word, String json) {
    return say(got.task(), word, json, got.bearer());
  }

  private Answer say(String task, String word, String json, String bearer) {
    return http.post("/api/callbacks/" + task + "/" + word, json, "Authorization", bearer);
  }

  private JsonNode task(Got got) {
    return http.get("/api/tasks/" + got.task()).json();
  }

  @Test
  void a_workflow_says_how_it_goes_and_how_it_ended() {
    Got got = called("chat");
    Answer said =
        say(
            got,
            "status",
            """
            {"current_step": "calling_ai", "status_message": "Sending your message…", "progress_done": 1,
             "progress_total": "4", "n8n_execution_id": 12, "something": "else"}
            """);
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.json().get("status").asString()).isEqualTo("processing");
    assertThat(said.json().get("repeated").asBoolean()).isFalse();
    JsonNode task = task(got);
    assertThat(task.get("current_step").asString()).isEqualTo("calling_ai");
    assertThat(task.get("status_message").asString()).isEqualTo("Sending your message…");
    assertThat(task.get("progress_total").asInt()).isEqualTo(4);
    assertThat(task.get("n8n_execution_id").asString()).isEqualTo("12");

    assertThat(say(got, "heartbeat", "{}").status()).isEqualTo(200);
    assertThat(
            say(
                    got,
                    "complete",
                    "{\"output_data\": {\"tokens\": 5}, \"status_message\": \"Done.\"}")
                .status())
        .isEqualTo(200);
    assertThat(task(got).get("output_data").get("tokens").asInt()).isEqualTo(5);
    assertThat(task(got).get("status_message").asString()).isEqualTo("Done.");

    Answer again = say(got, "complete", "{\"output_data\": {\"tokens\": 5}}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("repeated").asBoolean()).isTrue();
    Answer late = say(got, "fail", "{}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("detail").asString())
        .isEqualTo("Attempt 1 is over: the task is done.");
  }

  @Test
  void what_was_reported_is_the_result_when_the_end_brings_none() {
    Got got = called("chat");
    assertThat(say(got, "status", "{\"output_data\": \"{\\\"a\\\": 1}\"}").status()).isEqualTo(200);
    assertThat(say(got, "complete", "{}").status()).isEqualTo(200);
    assertThat(task(got).get("output_data").get("a").asInt()).isOne();
  }

  @Test
  void a_failure_becomes_three_sentences_without_secrets_and_is_tried_again() {
    Got got = called("chat");
    Answer said =
        say(
            got,
            "fail",
            """
            {"error": {"message": "Try spacing your requests out using the batching settings under 'Options'",
              "error": "429 - {\\"error\\":{\\"message\\":\\"Rate limit exceeded\\"}}", "status": 429,
              "response": {"headers": {"retry-after": "60"}},
              "options": {"headers": {"Authorization": "Bearer sk-verysecretindeed"}}},
             "what": "AI model call failed"}
            """);
    assertThat(said.status()).isEqualTo(200);
    JsonNode task = task(got);
    assertThat(task.get("label").asString()).isEqualTo("will retry");
    assertThat(task.get("error_message").asString())
        .isEqualTo("AI model call failed: HTTP 429: Rate limit exceeded. Try again in 1 minute.");
    assertThat(task.get("error_details").get("code").asString()).isEqualTo("rate_limited");
    assertThat(task.toString()).doesNotContain("verysecret");
    assertThat(say(got, "fail", "{}").json().get("repeated").asBoolean()).isTrue();

    http.post("/api/tasks/" + got.task() + "/retry");
    Answer old = say(got, "complete", "{}");
    assertThat(old.status()).isEqualTo(409);
  }

  @Test
  void whoever_cancels_wins() {
    Got got = called("chat");
    http.post("/api/tasks/" + got.task() + "/cancellation");
    Answer late = say(got, "status", "{}");
    assertThat(late.status()).isEqualTo(410);
    assertThat(late.json().get("detail").asString())
        .isEqualTo("Attempt 1 is over: the task is cancelled.");
  }

  @Test
  void a_token_is_for_one_task_only() {
    Got one = called("chat");
    Got other = called("chat");
    assertThat(say(one.task(), "complete", "{}", other.bearer()).status()).isEqualTo(403);
    assertThat(task(one).get("status").asString()).isEqualTo("processing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Bearer mwc_", "Bearer x", "Basic x", "Bearer mwk_abc"})
  void without_a_token_of_ours_nothing_is_accepted(String bearer) {
    Got got = called("chat");
    Answer answer = say(got.task(), "complete", "{}", bearer);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().get("advice").asString()).contains("callback.token");
  }

  @Test
  void each_letter_of_a_token_counts() {
    Got got = called("chat");
    String bearer = got.bearer();
    for (int i = "Bearer mwc_".length(); i < bearer.length(); i += 7) {
      char other = bearer.charAt(i) == 'A' ? 'B' : 'A';
      String forged = bearer.substring(0, i) + other + bearer.substring(i + 1);
      assertThat(say(got.task(), "complete", "{}", forged).status()).isEqualTo(401);
    }
    assertThat(say(got.task(), "complete", "{}", bearer + "A").status()).isEqualTo(401);
    assertThat(say(got.task(), "complete", "{}", bearer).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"current_step\": true}",
        "{\"progress_done\": -1}",
        "{\"progress_total\": \"many\"}",
        "{\"current_step\": \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"}"
      })
  void what_makes_no_sense_is_refused_and_changes_nothing(String json) {
    Got got = called("chat");
    long version = task(got).get("version").asLong();
    assertThat(say(got, "status", json).status()).isEqualTo(400);
    assertThat(task(got).get("version").asLong()).isEqualTo(version);
  }

  @Test
  void an_error_that_comes_in_a_list_is_read_without_the_key_beside_it() {
    Got got = called("chat");
    say(
        got,
        "fail",
        """
        {"error": {"message": "Try spacing your requests out using the batching settings under 'Options'",
          "error": "429 - [{\\"error\\":{\\"code\\":429,\\"message\\":\\"Quota exceeded\\"}}]", "status": 429,
          "options": {"headers": {"X-Goog-Api-Key": "verysecretindeed"}}},
         "what": "The drive times could not be calculated"}
        """);
    JsonNode task = task(got);
    assertThat(task.get("error_message").asString())
        .isEqualTo(
            "The drive times could not be calculated: HTTP 429: Quota exceeded. Try again later.");
    assertThat(task.toString()).doesNotContain("verysecret");
  }

  @Test
  void the_error_workflow_knows_only_the_run_and_may_tell_twice() {
    Got got = called("named");
    String json =
        """
        {"execution": {"id": "77", "error": {"message": "Workflow did not finish, possible out-of-memory issue",
         "stack": "Error: at x"}, "lastNodeExecuted": "Call the model"}, "workflow": {"name": "Chat"}}
        """;
    Answer first = http.post("/api/executions/77/failure", json);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.json().get("changed").asBoolean()).isTrue();
    assertThat(task(got).get("error_message").asString())
        .startsWith(
            "Named failed at 'Call the model': Workflow did not finish, possible out-of-memory issue.");
    Answer second = http.post("/api/executions/77/failure", json);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json().get("changed").asBoolean()).isFalse();
  }
}
