package dev.meanwhile.server.outages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Jobs;
import dev.meanwhile.server.support.People;
import dev.meanwhile.server.support.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OutagesTest {
  @RegisterExtension
  static final RunningServer server = RunningServer.with().and(People.class).and(Jobs.class);

  private static final String WHY = "{\"reason\": \"They move house.\"}";

  private final Http http = server.http();

  @Test
  void an_outage_is_one_incident_from_beginning_to_end() {
    server.bean(Jobs.class).away = true;
    String first = http.task("map", Map.of());
    parked(first);
    String second = http.task("map", Map.of());

    JsonNode away = http.get("/api/dependencies").json().get(0);
    JsonNode open = http.get("/api/incidents").json().get("items").get(0);
    server.bean(Jobs.class).away = false;
    Answer resumed = http.post("/api/dependencies/atlas/resume", WHY);

    assertThat(away.get("name").asString()).isEqualTo("atlas");
    assertThat(away.get("title").asString()).isEqualTo("The atlas");
    assertThat(away.get("label").asString()).isEqualTo("away");
    assertThat(away.get("why").asString()).isEqualTo("It answers 503");
    assertThat(away.get("parked").asLong()).isEqualTo(1);
    assertThat(open.get("id").asLong()).isEqualTo(away.get("incident_id").asLong());
    assertThat(open.get("ended_at").isNull()).isTrue();
    assertThat(open.get("history").get(0).get("type").asString()).isEqualTo("opened");
    assertThat(resumed.status()).as(resumed.toString()).isEqualTo(200);
    assertThat(http.ended(first).get("status").asString()).isEqualTo("completed");
    assertThat(http.ended(second).get("status").asString()).isEqualTo("completed");
    assertThat(http.get("/api/incidents/" + open.get("id").asLong()).json().get("parked").asLong())
        .isEqualTo(1);
  }

  @Test
  void a_type_is_kept_back_with_a_reason_and_let_go_on() {
    Answer silent = http.post("/api/types/echo/pause");
    Answer paused = http.post("/api/types/echo/pause", WHY);
    Answer again = http.post("/api/types/echo/pause", WHY);
    JsonNode incident = http.get("/api/incidents?limit=1").json().get("items").get(0);
    String held = http.task("echo", Map.of());
    Answer resumed = http.post("/api/types/echo/resume", WHY);

    assertThat(silent.status()).isEqualTo(422);
    assertThat(silent.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/reason");
    assertThat(paused.status()).isEqualTo(200);
    assertThat(paused.json().get("paused").get("by").asString()).isEqualTo("user:sandra");
    assertThat(paused.json().get("paused").get("reason").asString()).isEqualTo("They move house.");
    assertThat(again.status()).isEqualTo(409);
    assertThat(incident.get("task_type").asString()).isEqualTo("echo");
    assertThat(resumed.json().get("paused").isNull()).isTrue();
    assertThat(http.ended(held).get("status").asString()).isEqualTo("completed");
  }

  @Test
  void incidents_are_paged_with_those_that_last_first() {
    http.post("/api/types/stay/pause", WHY);
    http.post("/api/types/chatter/pause", WHY);
    http.post("/api/types/chatter/resume", WHY);

    JsonNode first = http.get("/api/incidents?limit=1").json();
    JsonNode next =
        http.get("/api/incidents?limit=100&cursor=" + first.get("next_cursor").asString()).json();
    http.post("/api/types/stay/resume", WHY);

    assertThat(first.get("items").get(0).get("ended_at").isNull()).isTrue();
    assertThat(next.get("items").values())
        .extracting(incident -> incident.get("id").asLong())
        .doesNotContain(first.get("items").get(0).get("id").asLong())
        .isNotEmpty();
    assertThat(next.get("next_cursor").isNull()).isTrue();
  }

  @Test
  void what_works_cannot_be_resumed_and_what_is_unknown_is_not_found() {
    assertThat(http.post("/api/types/break/resume", WHY).status()).isEqualTo(409);
    assertThat(http.post("/api/dependencies/unheard/pause", WHY).status()).isEqualTo(404);
    assertThat(http.post("/api/types/unheard/pause", WHY).status()).isEqualTo(404);
    assertThat(http.get("/api/dependencies/unheard").status()).isEqualTo(404);
    assertThat(http.get("/api/incidents/4711").status()).isEqualTo(404);
    assertThat(http.get("/api/incidents?limit=101").status()).isEqualTo(400);
    assertThat(http.get("/api/incidents?cursor=12").status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/dependencies",
        "/api/dependencies/atlas",
        "/api/incidents",
        "/api/incidents/1"
      })
  void only_supervisors_and_admins_look(String path) {
    Answer refused = http.get(path, "Test-User", "booking_agent/anna");

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().get("detail").asString()).startsWith("Only a supervisor or an admin");
    assertThat(http.get("/api/dependencies", "Test-User", "admin/ada").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/dependencies/atlas/pause",
        "/api/dependencies/atlas/resume",
        "/api/types/echo/pause",
        "/api/types/echo/resume"
      })
  void only_supervisors_and_admins_keep_back(String path) {
    assertThat(http.post(path, WHY, "Test-User", "booking_agent/anna").status()).isEqualTo(403);
  }

  private void parked(String id) {
    long version = 0;
    JsonNode task = http.get("/api/tasks/" + id).json();
    for (int i = 0; i < 20 && task.get("parked_on").isNull(); i++) {
      version = task.get("version").asLong();
      task = http.get("/api/tasks/" + id + "?wait=10&version=" + version).json();
    }
    assertThat(task.get("parked_on").asString()).isEqualTo("atlas");
    assertThat(task.get("waiting_reason").get("code").asString()).isEqualTo("paused");
  }
}
