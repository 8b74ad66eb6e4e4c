package dev.meanwhile.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class ChangeTest {
  @RegisterExtension static final RunningServer server = RunningServer.with();

  private final Http http = server.http();

  @Test
  void a_running_task_can_be_called_off_once() {
    String id = http.task("stay", Map.of());
    assertThat(http.until(id, "running").get("actions").toString()).isEqualTo("[\"cancel\"]");

    Answer cancelled = http.post("/api/tasks/" + id + "/cancellation");
    Answer again = http.post("/api/tasks/" + id + "/cancellation");

    assertThat(cancelled.status()).isEqualTo(200);
    assertThat(cancelled.json().get("status").asString()).isEqualTo("cancelled");
    assertThat(cancelled.json().get("actions").toString()).isEqualTo("[\"rerun\"]");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().get("detail").asString()).isEqualTo("The task is already cancelled.");
    assertThat(lastEvent(id).get("actor").asString()).isEqualTo("user:sandra");
  }

  @Test
  void who_calls_a_task_off_may_say_why() {
    String id = http.task("stay", Map.of());

    Answer cancelled =
        http.post("/api/tasks/" + id + "/cancellation", "{\"reason\": \" The client left. \"}");

    assertThat(cancelled.json().get("status_message").asString())
        .isEqualTo("Cancelled: The client left.");
  }

  @Test
  void a_change_can_be_tied_to_the_version_that_was_seen() {
    String id = http.task("break", Map.of());
    long version = http.ended(id).get("version").asLong();

    Answer late = http.post("/api/tasks/" + id + "/retry", "{}", "If-Match", "\"1\"");
    Answer garbled = http.post("/api/tasks/" + id + "/dismissal", "{}", "If-Match", "seven");
    Answer right =
        http.post("/api/tasks/" + id + "/retry", "{}", "If-Match", "\"" + version + ".1f\"");

    assertThat(late.status()).isEqualTo(412);
    assertThat(late.json().get("detail").asString()).contains("needs attention", "" + version);
    assertThat(late.header("ETag")).isEqualTo("\"" + version + "\"");
    assertThat(garbled.status()).isEqualTo(400);
    assertThat(right.status()).isEqualTo(202);
  }

  @Test
  void an_ended_task_is_done_once_more_as_a_new_one() {
    String id = http.task("echo", Map.of("words", "hello"));
    assertThat(http.ended(id).get("actions").toString()).isEqualTo("[\"rerun\"]");

    Answer again = http.post("/api/tasks/" + id + "/rerun");

    assertThat(again.status()).isEqualTo(202);
    String fresh = again.json().get("id").asString();
    assertThat(again.header("Location")).isEqualTo("/api/tasks/" + fresh).doesNotContain(id);
    assertThat(again.json().get("rerun_of").asString()).isEqualTo(id);
    assertThat(http.ended(fresh).get("output_data").get("echo").asString()).isEqualTo("hello");
  }

  @Test
  void what_still_runs_is_not_done_once_more() {
    String id = http.task("stay", Map.of());

    Answer refused = http.post("/api/tasks/" + id + "/rerun");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("detail").asString()).contains("has ended");
  }

  @Test
  void a_failed_task_can_be_run_again() {
    String id = http.task("break", Map.of());
    http.ended(id);

    Answer retried = http.post("/api/tasks/" + id + "/retry");

    assertThat(retried.status()).isEqualTo(202);
    assertThat(retried.json().get("id").asString()).isEqualTo(id);
    assertThat(retried.json().get("retry_count").asInt()).isZero();
    assertThat(http.ended(id).get("attempt").asInt()).isEqualTo(2);
  }

  @Test
  void what_has_not_failed_cannot_be_run_again() {
    String id = http.task("echo", Map.of());
    http.ended(id);

    Answer refused = http.post("/api/tasks/" + id + "/retry");

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().get("title").asString()).isEqualTo("The task was not changed.");
    assertThat(refused.json().get("advice").asString()).isNotBlank();
  }

  @Test
  void what_does_not_exist_is_not_found() {
    assertThat(http.post("/api/tasks/" + UUID.randomUUID() + "/cancellation").status())
        .isEqualTo(404);
    assertThat(http.post("/api/tasks/" + UUID.randomUUID() + "/retry").status()).isEqualTo(404);
  }

  @Test
  void a_task_submitted_in_a_transaction_exists_when_it_commits() {
    var tasks = server.bean(Tasks.class);
    var transaction = server.bean(TransactionTemplate.class);
    server.bean(JdbcClient.class).sql("create table public.clients (name text)").update();
    var inside = new AtomicReference<UUID>();

    UUID committed =
        transaction.execute(_ -> {
          server.bean(JdbcClient.class).sql("insert into public.clients values ('Anna')").update();
          UUID id = tasks.submit(NewTask.of("echo", "{}")).id();
          // Nobody else sees it yet.
          assertThat(http.get("/api/tasks/" + id).status()).isEqualTo(404);
          return id;
        });
    transaction.executeWithoutResult(status -> {
      inside.set(tasks.submit(NewTask.of("echo", "{}")).id());
      status.setRollbackOnly();
    });

    assertThat(http.ended(String.valueOf(committed)).get("status").asString())
        .isEqualTo("completed");
    assertThat(http.get("/api/tasks/" + inside.get()).status()).isEqualTo(404);
  }

  private JsonNode lastEvent(String id) {
    JsonNode items = http.get("/api/tasks/" + id + "/events").json().get("items");
    return items.get(items.size() - 1);
  }
}
