package dev.meanwhile.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SubmissionTest {
  @RegisterExtension static final RunningServer server = RunningServer.with();

  private final Http http = server.http();

  @Test
  void a_new_task_is_accepted_and_can_be_read_at_its_address() {
    Answer created =
        http.post(
            "/api/tasks",
            """
            {"task_type": "echo", "input_data": {"words": "good morning"},
             "entity_type": "client", "entity_id": "K0001234", "entity_label": "John Smith (K0001234)",
             "metadata": {"from": "a test"}}
            """);

    assertThat(created.status()).isEqualTo(202);
    JsonNode task = created.json();
    String address = "/api/tasks/" + task.get("id").asString();
    assertThat(created.header("Location")).isEqualTo(address);
    assertThat(UUID.fromString(task.get("id").asString()).version()).isEqualTo(7);
    JsonNode ended = http.ended(task.get("id").asString());
    assertThat(ended.get("output_data").get("echo").asString()).isEqualTo("good morning");
    assertThat(ended.get("status_message").asString()).isEqualTo("Echoed.");
    assertThat(ended.get("entity_label").asString()).isEqualTo("John Smith (K0001234)");
    assertThat(ended.get("metadata").get("from").asString()).isEqualTo("a test");
  }

  @Test
  void a_task_has_exactly_the_documented_fields() {
    JsonNode task = http.post("/api/tasks", "{\"task_type\": \"echo\"}").json();

    assertThat(task.propertyNames())
        .containsExactlyInAnyOrder(
            ("id task_type workflow_id status label entity_type entity_id entity_label input_data"
                    + " output_data current_step status_message progress_done progress_total"
                    + " error_message error_details attempt retry_count max_retries run_at"
                    + " next_retry_at created_by created_at processing_started_at"
                    + " processing_completed_at n8n_execution_id correlation_id metadata version priority"
                    + " expires_at dismissed_at dismissed_by dismiss_reason parked_on parent_id rerun_of"
                    + " archived_at waiting_reason estimate actions audit_log_id")
                .split(" "));
  }

  @Test
  void the_words_of_the_source_documents_work_as_well() {
    Answer created =
        http.post("/api/tasks/create", "{\"task_type\": \"echo\", \"input_data\": {}}");

    assertThat(created.status()).isEqualTo(200);
    assertThat(created.json().get("success").asBoolean()).isTrue();
    assertThat(created.json().get("workflow_id").isNull()).isTrue();
    assertThat(http.ended(created.json().get("task_id").asString()).get("status").asString())
        .isEqualTo("completed");
  }

  @Test
  void an_unknown_type_is_refused_with_the_known_ones() {
    Answer refused = http.post("/api/tasks", "{\"task_type\": \"chatt\"}");

    assertThat(refused.status()).isEqualTo(422);
    JsonNode problem = refused.json();
    assertThat(problem.get("type").asString())
        .isEqualTo("https://meanwhile.dev/problems/unknown-task-type");
    assertThat(problem.get("title").asString()).isEqualTo("The task was not created.");
    assertThat(problem.get("detail").asString())
        .isEqualTo("No workflow configured for task type: chatt");
    assertThat(problem.get("advice").asString()).contains("echo");
    assertThat(problem.get("errors").get(0).get("pointer").asString()).isEqualTo("/task_type");
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"task_type\": \"echo\"",
        "{\"task_type\": \"echo\"} trailing",
        "{'task_type': 'echo'}",
        "{\"task_type\": \"echo\", \"task_type\": \"stay\"}",
        "{\"task_type\": \"echo\", \"input_data\": {\"words\": \"a\\u0000b\"}}",
        "{\"task_type\": \"echo\", \"input_data\": {\"a\\u0000b\": 1}}",
        "{\"task_type\": \"echo\", \"input_data\": {\"words\": \"\\ud800\"}}",
        "{\"task_type\": \"echo\", \"input_data\": {\"words\": 1e999999}}",
        "{\"task_type\": 5}",
        "{\"task_type\": \"echo\", \"run_at\": \"tomorrow\"}",
        "[]",
        "\"echo\"",
        "null",
        "",
        " "
      })
  void what_is_not_understood_is_400(String body) {
    Answer refused = http.post("/api/tasks", body);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().get("detail").asString()).isNotBlank();
    assertThat(refused.json().get("advice").asString()).isNotBlank();
    assertThat(refused.body()).doesNotContain("dev.meanwhile", "tools.jackson", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id", "status", "created_by", "retry_count", "max_retries", "version"})
  void an_unknown_field_is_named(String field) {
    Answer refused =
        http.post("/api/tasks", "{\"task_type\": \"echo\", \"%s\": 1}".formatted(field));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("errors").get(0).get("pointer").asString())
        .isEqualTo("/" + field);
    assertThat(refused.json().get("detail").asString())
        .isEqualTo("There is no field '" + field + "' here.");
  }

  @Test
  void several_mistakes_are_told_together() {
    Answer refused =
        http.post(
            "/api/tasks", "{\"input_data\": [], \"metadata\": 1, \"entity_type\": \"client\"}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("errors").values())
        .extracting(error -> error.get("pointer").asString())
        .containsExactly("/task_type", "/input_data", "/metadata", "/entity_id");
  }

  @Test
  void an_input_that_does_not_fit_the_type_is_refused_at_once() {
    Answer unknown =
        http.post("/api/tasks", "{\"task_type\": \"echo\", \"input_data\": {\"word\": \"x\"}}");
    Answer wrong =
        http.post(
            "/api/tasks",
            "{\"task_type\": \"choosy\", \"input_data\": {\"upload_id\": \"x\", \"size\": 1}}");
    Answer own =
        http.post("/api/tasks", "{\"task_type\": \"choosy\", \"input_data\": {\"size\": -1}}");

    assertThat(unknown.status()).isEqualTo(422);
    assertThat(unknown.json().get("errors").get(0).get("pointer").asString())
        .isEqualTo("/input_data/word");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.json().get("errors").get(0).get("pointer").asString())
        .isEqualTo("/input_data/upload_id");
    assertThat(wrong.json().get("detail").asString())
        .isEqualTo("'upload_id' must be an id (UUID).");
    assertThat(own.status()).isEqualTo(422);
    assertThat(own.json().get("detail").asString()).isEqualTo("'size' cannot be below nothing.");
  }

  @Test
  void an_application_refuses_input_with_its_own_sentence() {
    Answer refused =
        http.post(
            "/api/tasks",
            "{\"task_type\": \"choosy\", \"input_data\": {\"target\": \"pg_class\", \"size\": 0}}");
    Answer taken =
        http.post(
            "/api/tasks",
            "{\"task_type\": \"choosy\", \"input_data\": {\"target\": \"places\", \"size\": 0}}");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("errors").get(0).get("pointer").asString())
        .isEqualTo("/input_data/target");
    assertThat(refused.json().get("errors").get(0).get("message").asString())
        .isEqualTo("There is no target 'pg_class'.");
    assertThat(taken.status()).isEqualTo(202);
  }

  @Test
  void the_payload_arrives_as_it_was_sent() {
    String words = "Zürich 😀 \\\\ \\\" \\t \\u001f 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 " + "x".repeat(500_000);
    String id =
        http.post(
                "/api/tasks",
                "{\"task_type\": \"echo\", \"input_data\": {\"words\": \"%s\"}}".formatted(words))
            .json()
            .get("id")
            .asString();

    String sent = Json.mapper().readTree("\"" + words + "\"").asString();
    JsonNode ended = http.ended(id);
    assertThat(ended.get("input_data").get("words").asString()).isEqualTo(sent);
    assertThat(ended.get("output_data").get("echo").asString()).isEqualTo(sent);
  }

  @Test
  void a_later_time_is_waited_for() {
    Instant later = Instant.parse("2999-01-01T00:00:00Z");
    JsonNode task =
        http.post("/api/tasks", "{\"task_type\": \"echo\", \"run_at\": \"%s\"}".formatted(later))
            .json();

    assertThat(task.get("label").asString()).isEqualTo("waiting");
    assertThat(Duration.between(later, Instant.parse(task.get("run_at").asString())).abs())
        .isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void a_large_or_deep_body_is_413() {
    String large = "{\"task_type\": \"" + "x".repeat(1024 * 1024) + "\"}";
    String deep = "{\"task_type\": \"echo\", \"input_data\": " + "[".repeat(5_000) + "}";

    assertThat(http.post("/api/tasks", large).status()).isEqualTo(413);
    Answer chunked =
        http.send(
            "POST",
            "/api/tasks",
            BodyPublishers.ofInputStream(() ->
                new java.io.ByteArrayInputStream(
                    large.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
            "Content-Type",
            "application/json");
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.json().get("detail").asString()).isEqualTo("Its body is larger than 1 MiB.");
    assertThat(http.post("/api/tasks", deep).status()).isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void only_json_is_taken(String type) {
    Answer refused =
        http.send(
            "POST",
            "/api/tasks",
            BodyPublishers.ofString("{\"task_type\": \"echo\"}"),
            "Content-Type",
            type);

    assertThat(refused.status()).isEqualTo(415);
    assertThat(refused.json().get("detail").asString()).isEqualTo("Its body is " + type + ".");
  }

  @Test
  void a_body_without_a_content_type_is_415() {
    Answer refused =
        http.send("POST", "/api/tasks", BodyPublishers.ofString("{\"task_type\": \"echo\"}"));

    assertThat(refused.status()).isEqualTo(415);
  }

  @Test
  void nothing_is_created_by_a_refused_request() {
    long before = sum(http.get("/api/tasks/counts").json());

    http.post("/api/tasks", "{\"task_type\": \"chatt\"}");
    http.post("/api/tasks", "{\"task_type\": \"echo\", \"x\": 1}");
    http.post("/api/tasks", "{\"task_type\": \"echo\", \"input_data\": {\"x\": 1}}");

    assertThat(sum(http.get("/api/tasks/counts").json())).isEqualTo(before);
  }

  @Test
  void the_types_are_listed() {
    JsonNode types = http.get("/api/types").json();

    assertThat(types.values())
        .extracting(type -> type.get("task_type").asString())
        .containsExactly("break", "chatter", "choosy", "echo", "stay");
    JsonNode stay = types.get(4);
    assertThat(stay.get("title").asString()).isEqualTo("Stays");
    assertThat(stay.get("timeout_seconds").asInt()).isEqualTo(600);
    assertThat(stay.get("max_retries").asInt()).isEqualTo(3);
  }

  @Test
  void the_asking_person_is_told_who_she_is() {
    JsonNode me = http.get("/api/me").json();

    assertThat(me.propertyNames()).startsWith("id", "username", "full_name", "role");
    assertThat(me.get("full_name").asString()).isEqualTo("Sandra Supervisor");
    assertThat(http.ended(http.task("echo", Map.of())).get("created_by").asString())
        .isEqualTo(me.get("id").asString());
  }

  private static long sum(JsonNode counts) {
    return counts.valueStream().mapToLong(JsonNode::asLong).sum();
  }
}
