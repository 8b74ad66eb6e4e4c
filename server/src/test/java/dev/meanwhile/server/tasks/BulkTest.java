package dev.meanwhile.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.People;
import dev.meanwhile.server.support.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BulkTest {
  @RegisterExtension static final RunningServer server = RunningServer.with().and(People.class);

  private final Http http = server.http();

  @Test
  void many_failed_tasks_are_set_aside_as_one_task() {
    List<String> failed = failed("aside", 5);
    String other = failed("other", 1).getFirst();

    long count = count("action=dismiss&entity=aside&type=break");
    Answer accepted = change("dismiss", "aside", count, Map.of("reason", "All done by hand."));

    assertThat(count).isEqualTo(5);
    assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
    String bulk = accepted.json().get("id").asString();
    assertThat(accepted.header("Location")).isEqualTo("/api/tasks/" + bulk);
    JsonNode ended = http.ended(bulk);
    assertThat(ended.get("output_data").get("changed").asLong()).isEqualTo(5);
    assertThat(ended.get("status_message").asString()).isEqualTo("Dismissed 5 of 5 tasks.");
    assertThat(ended.get("actions")).isEmpty();
    assertThat(failed)
        .allSatisfy(id -> {
          JsonNode task = http.get("/api/tasks/" + id).json();
          assertThat(task.get("label").asString()).isEqualTo("dismissed");
          assertThat(task.get("dismiss_reason").asString()).isEqualTo("All done by hand.");
        });
    assertThat(http.get("/api/tasks/" + other).json().get("label").asString())
        .isEqualTo("needs attention");
  }

  @Test
  void many_failed_tasks_are_tried_again() {
    List<String> failed = failed("again", 3);

    http.ended(change("retry", "again", 3, Map.of()).json().get("id").asString());

    assertThat(failed)
        .allSatisfy(id -> assertThat(http.ended(id).get("attempt").asInt()).isEqualTo(2));
  }

  @Test
  void another_count_than_was_seen_changes_nothing() {
    List<String> failed = failed("counted", 2);

    Answer refused = change("dismiss", "counted", 3, Map.of());
    Answer tooMany = change("dismiss", "counted", 2, Map.of("limit", 1));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asString())
        .isEqualTo("There are 2 such tasks now, not 3. Look at them again before you change them.");
    assertThat(refused.json().get("errors").get(0).get("pointer").asString())
        .isEqualTo("/expected");
    assertThat(tooMany.status()).isEqualTo(422);
    assertThat(tooMany.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/limit");
    assertThat(http.get("/api/tasks/" + failed.getFirst()).json().get("label").asString())
        .isEqualTo("needs attention");
  }

  @Test
  void nobody_changes_the_tasks_of_others() {
    failed("mine", 2);
    String[] anna = {"Test-User", "booking_agent/anna"};

    JsonNode count =
        http.get("/api/tasks/changes/count?action=retry&entity=mine", anna).json().get("count");
    Answer refused =
        http.post(
            "/api/tasks/changes",
            "{\"action\": \"retry\", \"filter\": {\"entity\": \"mine\"}, \"expected\": 2}",
            anna);

    assertThat(count.asLong()).isZero();
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asString()).startsWith("There are 0 such tasks now");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"action\": \"delete\", \"expected\": 1}",
        "{\"expected\": 1}",
        "{\"action\": \"retry\"}",
        "{\"action\": \"retry\", \"expected\": 0}",
        "{\"action\": \"retry\", \"expected\": 1, \"limit\": 0}",
        "{\"action\": \"retry\", \"expected\": 1, \"limit\": 100001}",
        "{\"action\": \"cancel\", \"expected\": 1, \"filter\": {\"code\": \"broken\"}}"
      })
  void what_makes_no_sense_is_422_with_a_pointer(String body) {
    Answer refused = http.post("/api/tasks/changes", body);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
    assertThat(refused.json().get("errors").get(0).get("pointer").asString()).startsWith("/");
  }

  @Test
  void a_count_of_nothing_known_is_400() {
    assertThat(http.get("/api/tasks/changes/count?action=delete").status()).isEqualTo(400);
    assertThat(http.get("/api/tasks/changes/count").status()).isEqualTo(400);
  }

  private long count(String query) {
    return http.get("/api/tasks/changes/count?" + query).json().get("count").asLong();
  }

  private Answer change(String action, String entity, long expected, Map<String, ?> more) {
    var body = new java.util.LinkedHashMap<String, Object>(more);
    body.put("action", action);
    body.put("filter", Map.of("entity", entity, "type", List.of("break")));
    body.put("expected", expected);
    return http.post("/api/tasks/changes", Json.write(body));
  }

  private List<String> failed(String entity, int tasks) {
    return IntStream.range(0, tasks)
        .mapToObj(number -> {
          String id =
              http.post(
                      "/api/tasks",
                      "{\"task_type\":\"break\",\"entity_type\":\"%s\",\"entity_id\":\"%d\"}"
                          .formatted(entity, number))
                  .json()
                  .get("id")
                  .asString();
          http.ended(id);
          return id;
        })
        .toList();
  }
}
