package dev.meanwhile.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.People;
import dev.meanwhile.server.support.RunningServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class DismissalTest {
  @RegisterExtension static final RunningServer server = RunningServer.with().and(People.class);

  private final Http http = server.http();

  @Test
  void a_failed_task_is_set_aside_with_a_reason_and_taken_back() {
    String id = failed();

    Answer dismissed =
        http.post("/api/tasks/" + id + "/dismissal", "{\"reason\": \"Done by hand.\"}");
    Answer again = http.post("/api/tasks/" + id + "/dismissal");
    JsonNode labelled = http.get("/api/tasks?label=dismissed").json();
    Answer back = undo(id);
    Answer backAgain = undo(id);

    assertThat(dismissed.status()).isEqualTo(200);
    assertThat(dismissed.json().get("status").asString()).isEqualTo("failed");
    assertThat(dismissed.json().get("label").asString()).isEqualTo("dismissed");
    assertThat(dismissed.json().get("dismissed_at").isNull()).isFalse();
    assertThat(dismissed.json().get("dismissed_by").asString())
        .isEqualTo(People.id("sandra").toString());
    assertThat(dismissed.json().get("dismiss_reason").asString()).isEqualTo("Done by hand.");
    assertThat(dismissed.json().get("actions").toString()).isEqualTo("[\"retry\",\"reinstate\"]");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().get("detail").asString()).isEqualTo("The task is already dismissed.");
    assertThat(ids(labelled)).contains(id);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().get("label").asString()).isEqualTo("needs attention");
    assertThat(back.json().get("dismissed_at").isNull()).isTrue();
    assertThat(backAgain.status()).isEqualTo(409);
  }

  @Test
  void the_labels_are_counted_and_listed() {
    JsonNode before = http.get("/api/tasks/counts/labels").json();
    String id = failed();

    JsonNode after = http.get("/api/tasks/counts/labels").json();

    assertThat(after.propertyNames())
        .containsExactly("needs_attention", "will_retry", "dismissed", "scheduled");
    assertThat(after.get("needs_attention").asLong())
        .isEqualTo(before.get("needs_attention").asLong() + 1);
    assertThat(ids(http.get("/api/tasks?label=needs_attention").json())).contains(id);
    assertThat(http.get("/api/tasks?label=will_retry").json().get("items")).isEmpty();
    assertThat(http.get("/api/tasks?label=broken").status()).isEqualTo(400);
  }

  @Test
  void a_reason_has_an_end_and_the_body_no_surprises() {
    String id = failed();
    String path = "/api/tasks/" + id + "/dismissal";

    Answer endless = http.post(path, "{\"reason\": \"" + "x".repeat(501) + "\"}");
    Answer unknown = http.post(path, "{\"why\": \"x\"}");
    Answer number = http.post(path, "{\"reason\": 7}");

    assertThat(endless.status()).isEqualTo(422);
    assertThat(endless.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/reason");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(number.status()).isEqualTo(400);
    assertThat(http.get("/api/tasks/" + id).json().get("label").asString())
        .isEqualTo("needs attention");
  }

  @Test
  void nobody_sets_aside_what_belongs_to_others() {
    String id = failed();
    String[] anna = {"Test-User", "booking_agent/anna"};

    assertThat(http.post("/api/tasks/" + id + "/dismissal", "{}", anna).status()).isEqualTo(404);
    assertThat(http.post("/api/tasks/" + id + "/rerun", "{}", anna).status()).isEqualTo(404);
    assertThat(http.get("/api/tasks/" + id + "/children", anna).status()).isEqualTo(404);
    assertThat(http.get("/api/tasks/counts/labels", anna).json().get("needs_attention").asLong())
        .isZero();
  }

  private Answer undo(String id) {
    return http.send("DELETE", "/api/tasks/" + id + "/dismissal", BodyPublishers.noBody());
  }

  private String failed() {
    String id = http.task("break", Map.of());
    http.ended(id);
    return id;
  }

  private static List<String> ids(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("id").asString()).toList();
  }
}
