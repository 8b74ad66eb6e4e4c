package dev.meanwhile.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.People;
import dev.meanwhile.server.support.RunningServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ListTest {
  @RegisterExtension static final RunningServer server = RunningServer.with().and(People.class);

  private final Http http = server.http();

  @Test
  void pages_hold_every_task_once_newest_first() {
    var created = new ArrayList<String>();
    for (int i = 0; i < 7; i++) {
      created.addFirst(create("paged", "P" + i, "Page " + i));
    }

    var listed = new ArrayList<String>();
    JsonNode page = http.get("/api/tasks?entity=paged&limit=3").json();
    listed.addAll(ids(page));
    while (!page.get("next_cursor").isNull()) {
      page =
          http.get("/api/tasks?entity=paged&limit=3&cursor=" + page.get("next_cursor").asString())
              .json();
      listed.addAll(ids(page));
    }

    assertThat(listed).isEqualTo(created);
  }

  @Test
  void a_full_last_page_has_no_next() {
    create("full", "1", "one");
    create("full", "2", "two");

    JsonNode page = http.get("/api/tasks?entity=full&limit=2").json();

    assertThat(page.get("items")).hasSize(2);
    assertThat(page.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void filters_narrow_the_list() {
    String done = create("filtered", "A:1", "Alpha 100%");
    http.ended(done);
    String broken =
        id(
            http.post(
                "/api/tasks",
                "{\"task_type\":\"break\",\"entity_type\":\"filtered\",\"entity_id\":\"B\",\"entity_label\":\"Beta_\"}"));
    http.ended(broken);

    assertThat(list("entity=filtered&status=failed")).containsExactly(broken);
    assertThat(list("entity=filtered&status=failed&status=completed"))
        .containsExactly(broken, done);
    assertThat(list("entity=filtered&type=echo")).containsExactly(done);
    assertThat(list("entity=filtered&type=echo&type=break")).containsExactly(broken, done);
    assertThat(list("entity=" + encoded("filtered:A:1"))).containsExactly(done);
    assertThat(list("entity=filtered&q=alpha")).containsExactly(done);
    assertThat(list("entity=filtered&q=" + encoded("100%"))).containsExactly(done);
    assertThat(list("entity=filtered&q=" + encoded("beta_"))).containsExactly(broken);
    assertThat(list("entity=filtered&q=" + encoded("'; drop table meanwhile.tasks; --"))).isEmpty();
    assertThat(list("entity=filtered&q=nothing")).isEmpty();
    assertThat(list("entity=unheard")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=done",
        "limit=0",
        "limit=201",
        "limit=many",
        "cursor=abc",
        "cursor=%C3%A4",
        "entity=:x",
        "entity=x:",
        "q=%00",
        "q=%ff",
        "cursor=AZk0"
      })
  void a_parameter_that_cannot_be_used_is_400(String query) {
    Answer refused = http.get("/api/tasks?" + query);

    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(refused.json().get("detail").asString()).isNotBlank();
  }

  @Test
  void the_counts_know_every_status() {
    http.ended(create("counted", "1", "one"));

    JsonNode counts = http.get("/api/tasks/counts").json();

    assertThat(counts.propertyNames())
        .containsExactly("pending", "processing", "completed", "failed", "cancelled", "timeout");
    assertThat(counts.get("completed").asLong()).isPositive();
  }

  @Test
  void a_timeline_is_read_page_by_page() {
    String id = http.task("chatter", Map.of("sentences", 4));
    long last = http.ended(id).get("version").asLong();

    JsonNode all = http.get("/api/tasks/" + id + "/events").json();
    JsonNode first = http.get("/api/tasks/" + id + "/events?limit=2").json();
    JsonNode rest =
        http.get("/api/tasks/" + id + "/events?after=" + first.get("next_after").asLong()).json();

    assertThat(all.get("items").values())
        .extracting(event -> event.get("version").asLong())
        .isSorted()
        .endsWith(last);
    assertThat(all.get("items").get(0).get("event_type").asString()).isEqualTo("submitted");
    assertThat(all.get("items").get(0).get("actor").asString()).isEqualTo("user:sandra");
    assertThat(all.get("items").get(0).propertyNames())
        .containsExactly(
            "cursor",
            "task_id",
            "version",
            "event_type",
            "attempt",
            "actor",
            "created_at",
            "event_data");
    assertThat(all.get("next_after").isNull()).isTrue();
    assertThat(first.get("items").size() + rest.get("items").size())
        .isEqualTo(all.get("items").size());
    assertThat(rest.get("items").get(0).get("version").asLong())
        .isGreaterThan(first.get("next_after").asLong());
  }

  @Test
  void nobody_learns_of_the_tasks_of_others() {
    String anna = "booking_agent/anna";
    String hers = id(http.post("/api/tasks", body("secret", "1", "hers"), "Test-User", anna));
    String mine = create("secret", "2", "mine");

    for (String path : new String[] {"", "/events"}) {
      Answer foreign = http.get("/api/tasks/" + mine + path, "Test-User", anna);
      Answer none = http.get("/api/tasks/" + UUID.randomUUID() + path, "Test-User", anna);
      assertThat(foreign.status()).isEqualTo(404);
      assertThat(foreign.json().get("detail")).isEqualTo(none.json().get("detail"));
    }
    for (String verb : new String[] {"/cancellation", "/retry"}) {
      Answer foreign =
          http.send(
              "POST",
              "/api/tasks/" + mine + verb,
              java.net.http.HttpRequest.BodyPublishers.noBody(),
              "Test-User",
              anna);
      assertThat(foreign.status()).isEqualTo(404);
    }
    assertThat(ids(http.get("/api/tasks?entity=secret", "Test-User", anna).json()))
        .containsExactly(hers);
    assertThat(ids(http.get("/api/tasks?entity=secret").json())).containsExactly(mine, hers);
    assertThat(
            http.get("/api/tasks/counts", "Test-User", anna)
                .json()
                .valueStream()
                .mapToLong(JsonNode::asLong)
                .sum())
        .isEqualTo(1);
  }

  @Test
  void what_is_no_id_is_not_found() {
    assertThat(http.get("/api/tasks/17").status()).isEqualTo(404);
    assertThat(http.get("/api/tasks/" + UUID.randomUUID()).json().get("title").asString())
        .isEqualTo("The task was not found.");
  }

  private String create(String entity, String id, String label) {
    return id(http.post("/api/tasks", body(entity, id, label)));
  }

  private static String body(String entity, String id, String label) {
    return "{\"task_type\":\"echo\",\"entity_type\":\"%s\",\"entity_id\":\"%s\",\"entity_label\":\"%s\"}"
        .formatted(entity, id, label);
  }

  private java.util.List<String> list(String query) {
    return ids(http.get("/api/tasks?" + query).json());
  }

  private static java.util.List<String> ids(JsonNode page) {
    return page.get("items").valueStream().map(item -> item.get("id").asString()).toList();
  }

  private static String id(Answer created) {
    assertThat(created.status()).as(created.toString()).isEqualTo(202);
    return created.json().get("id").asString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
