package dev.meanwhile.server.schedules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Jobs;
import dev.meanwhile.server.support.People;
import dev.meanwhile.server.support.RunningServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class SchedulesTest {
  @RegisterExtension
  static final RunningServer server = RunningServer.with().and(People.class).and(Jobs.class);

  private static final String WHY = "{\"reason\": \"Nobody reads it.\"}";

  private final Http http = server.http();

  @Test
  void a_schedule_is_stopped_with_a_reason_and_goes_on() {
    JsonNode before = http.get("/api/schedules").json().get(0);
    Answer silent = http.post("/api/schedules/nightly/pause");
    Answer paused = http.post("/api/schedules/nightly/pause", WHY);
    Answer again = http.post("/api/schedules/nightly/pause", WHY);
    Answer resumed = http.post("/api/schedules/nightly/resume");
    Answer resumedAgain = http.post("/api/schedules/nightly/resume");

    assertThat(before.get("name").asString()).isEqualTo("nightly");
    assertThat(before.get("task_type").asString()).isEqualTo("echo");
    assertThat(before.get("cron").asString()).isEqualTo("0 3 * * *");
    assertThat(before.get("every_seconds").isNull()).isTrue();
    assertThat(before.get("zone").asString()).isEqualTo("Europe/Vienna");
    assertThat(before.get("next_runs").values())
        .hasSize(3)
        .extracting(run -> Instant.parse(run.asString()))
        .isSorted();
    assertThat(silent.status()).isEqualTo(422);
    assertThat(paused.json().get("paused").get("reason").asString()).isEqualTo("Nobody reads it.");
    assertThat(paused.json().get("next_runs")).isEmpty();
    assertThat(again.status()).isEqualTo(409);
    assertThat(resumed.json().get("paused").isNull()).isTrue();
    assertThat(resumedAgain.status()).isEqualTo(409);
  }

  @Test
  void a_schedule_is_run_at_once() {
    Answer run = http.post("/api/schedules/nightly/run");

    assertThat(run.status()).isEqualTo(202);
    String id = run.json().get("id").asString();
    assertThat(run.header("Location")).isEqualTo("/api/tasks/" + id);
    assertThat(http.ended(id).get("output_data").get("echo").asString()).isEqualTo("night");
    assertThat(http.get("/api/schedules/nightly").json().get("last_task_id").asString())
        .isEqualTo(id);
  }

  @Test
  void what_does_not_exist_is_not_found_and_others_may_not_look() {
    assertThat(http.get("/api/schedules/unheard").status()).isEqualTo(404);
    assertThat(http.post("/api/schedules/unheard/run").status()).isEqualTo(404);
    assertThat(http.post("/api/schedules/unheard/pause", WHY).status()).isEqualTo(404);
    String[] anna = {"Test-User", "booking_agent/anna"};
    assertThat(http.get("/api/schedules", anna).status()).isEqualTo(403);
    assertThat(http.post("/api/schedules/nightly/run", "{}", anna).status()).isEqualTo(403);
  }
}
