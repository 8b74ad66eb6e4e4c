package dev.meanwhile.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.TaskGroup;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Jobs;
import dev.meanwhile.server.support.RunningServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ReadingTest {
  @RegisterExtension static final RunningServer server = RunningServer.with().and(Jobs.class);

  private final Http http = server.http();

  @AfterAll
  static void send_everybody_home() {
    server.bean(Jobs.class).home.countDown();
  }

  @Test
  void a_waiting_task_says_why_it_waits() {
    String first = http.task("alone", Map.of());
    http.until(first, "running");
    String second = http.task("alone", Map.of());

    Answer read = http.get("/api/tasks/" + second);
    Answer known = http.get("/api/tasks/" + second, "If-None-Match", read.header("ETag"));
    JsonNode reason = read.json().get("waiting_reason");

    assertThat(reason.get("code").asString()).isEqualTo("type_limit");
    assertThat(reason.get("sentence").asString()).contains("only 1 may");
    assertThat(reason.get("count").asInt()).isEqualTo(1);
    assertThat(known.status()).isEqualTo(304);
    assertThat(http.get("/api/tasks/" + first).json().get("waiting_reason").isNull()).isTrue();
  }

  @Test
  void a_task_for_later_says_when_and_is_listed_as_scheduled() {
    String id =
        server
            .bean(Tasks.class)
            .submit(NewTask.of("echo", "{}").in(Duration.ofHours(2)))
            .id()
            .toString();

    JsonNode reason = http.get("/api/tasks/" + id).json().get("waiting_reason");

    assertThat(reason.get("code").asString()).isEqualTo("scheduled");
    assertThat(reason.get("at").isNull()).isFalse();
    assertThat(
            http.get("/api/tasks?label=scheduled").json().get("items").get(0).get("id").asString())
        .isEqualTo(id);
  }

  @Test
  void a_task_says_how_long_such_work_usually_takes() {
    server
        .bean(JdbcClient.class)
        .sql(
            "insert into meanwhile.durations (task_type, step, day, bucket, times)"
                + " values ('stay', '', current_date, 40, 20)")
        .update();
    String id = http.task("stay", Map.of());
    http.until(id, "running");

    JsonNode estimate = http.get("/api/tasks/" + id).json().get("estimate");

    assertThat(estimate.get("usually").asString()).startsWith("usually ");
    assertThat(estimate.get("samples").asLong()).isGreaterThanOrEqualTo(20);
    assertThat(estimate.get("p90_seconds").asDouble()).isPositive();
    assertThat(estimate.get("longer_than_usual").isBoolean()).isTrue();
  }

  @Test
  void the_parts_of_a_group_are_listed_page_by_page() {
    NewTask part = NewTask.of("echo", "{}");
    String group =
        server
            .bean(Tasks.class)
            .submitGroup(TaskGroup.named("Three"), List.of(part, part, part))
            .id()
            .toString();

    JsonNode first = http.get("/api/tasks/" + group + "/children?limit=2").json();
    JsonNode rest =
        http.get(
                "/api/tasks/"
                    + group
                    + "/children?limit=2&cursor="
                    + first.get("next_cursor").asString())
            .json();

    assertThat(first.get("items")).hasSize(2);
    assertThat(first.get("items").get(0).get("parent_id").asString()).isEqualTo(group);
    assertThat(rest.get("items")).hasSize(1);
    assertThat(rest.get("next_cursor").isNull()).isTrue();
    assertThat(http.get("/api/tasks/" + group + "/children?limit=0").status()).isEqualTo(400);
  }

  @Test
  void a_type_says_how_it_is_tried_and_what_limits_it() {
    JsonNode type = http.get("/api/types/alone").json();
    JsonNode map = http.get("/api/types/map").json();

    assertThat(type.get("title").asString()).isEqualTo("Alone");
    assertThat(type.get("retry").get("max_retries").asInt()).isEqualTo(3);
    assertThat(type.get("retry").get("first_pause_seconds").asDouble()).isEqualTo(5);
    assertThat(type.get("limits").get("at_once").asInt()).isEqualTo(1);
    assertThat(type.get("limits").get("at_once_per_key").isNull()).isTrue();
    assertThat(type.get("limits").get("rate").get("tasks").asInt()).isEqualTo(500);
    assertThat(type.get("limits").get("rate").get("per_seconds").asDouble()).isEqualTo(60);
    assertThat(type.get("estimate").isNull()).isTrue();
    assertThat(type.get("paused").isNull()).isTrue();
    assertThat(map.get("dependency").asString()).isEqualTo("atlas");
    assertThat(map.get("expires_in_seconds").asLong()).isEqualTo(86_400);
    assertThat(http.get("/api/types/unheard").status()).isEqualTo(404);
  }
}
