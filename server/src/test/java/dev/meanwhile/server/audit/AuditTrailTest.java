package dev.meanwhile.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Jobs;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Staff;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class AuditTrailTest {
  @RegisterExtension
  static final RunningServer server = RunningServer.with("meanwhile.demo=false").and(Jobs.class);

  private static final Map<String, String> WHY = Map.of("reason", "The atlas is being printed.");

  private Staff staff;

  @BeforeEach
  void enter() {
    server.bean(JdbcClient.class).sql("truncate meanwhile.throttles").update();
    staff = Staff.of(server);
  }

  @Test
  void every_change_of_a_task_is_told_field_by_field() {
    Browser boss = staff.admin();
    String id = broken(boss);

    boss.post("/api/tasks/" + id + "/dismissal", Map.of("reason", "Nobody needs it."));
    boss.delete("/api/tasks/" + id + "/dismissal");
    boss.post("/api/tasks/" + id + "/retry", Map.of());
    standing(boss, id, "needs attention");
    boss.post("/dismiss-task", Map.of("task_id", id));
    Answer refused = boss.post("/api/tasks/" + id + "/cancellation", Map.of());
    List<JsonNode> lines = about(boss, "task:" + id);

    assertThat(refused.status()).isEqualTo(409);
    assertThat(lines)
        .extracting(line -> line.get("action").asString())
        .containsExactly(
            "dismiss_task", "retry_task", "reinstate_task", "dismiss_task", "create_task");
    JsonNode dismissal = lines.get(3).get("details");
    assertThat(dismissal.get("reason").asString()).isEqualTo("Nobody needs it.");
    JsonNode label = dismissal.get("changes").get("label");
    assertThat(label.get("before").asString()).isEqualTo("needs attention");
    assertThat(label.get("after").asString()).isEqualTo("dismissed");
    assertThat(dismissal.get("changes").has("entity_label")).isFalse();
    assertThat(lines.get(1).get("details").get("changes").get("status").get("after").asString())
        .isEqualTo("pending");
    assertThat(lines.get(4).get("details").get("changes").get("task_type").get("after").asString())
        .isEqualTo("break");
  }

  @Test
  void an_entry_leads_to_its_tasks_and_what_became_of_them() {
    Browser agent = staff.hired("tracer", "booking_agent");
    Browser other = staff.hired("stranger", "booking_agent");
    Browser boss = staff.admin();
    String id = broken(agent);
    String entry = about(agent, "task:" + id).getFirst().get("id").asString();

    JsonNode chain = agent.get("/api/audit/" + entry).json();

    assertThat(chain.get("user_name").asString()).isEqualTo("Person tracer");
    assertThat(chain.get("tasks")).hasSize(1);
    JsonNode task = chain.get("tasks").get(0);
    assertThat(task.get("id").asString()).isEqualTo(id);
    assertThat(task.get("caused").asBoolean()).isTrue();
    assertThat(task.get("status").asString()).isEqualTo("failed");
    assertThat(task.get("error_message").asString()).contains("It broke");
    assertThat(boss.get("/api/audit/" + entry).status()).isEqualTo(200);
    assertThat(other.get("/api/audit/" + entry).status()).isEqualTo(404);
    assertThat(boss.get("/api/audit/" + id).status()).isEqualTo(404);
    assertThat(boss.get("/api/tasks/" + id).json().get("audit_log_id").asString()).isEqualTo(entry);
  }

  @Test
  void a_rerun_and_a_change_of_many_lead_to_what_they_started() {
    Browser boss = staff.admin();
    String id = submitted(boss, "echo");
    standing(boss, id, "done");
    String again = boss.post("/api/tasks/" + id + "/rerun", Map.of()).json().get("id").asString();
    broken(boss);
    long count =
        boss.get("/api/tasks/changes/count?action=retry&type=break").json().get("count").asLong();
    String many =
        boss.post(
                "/api/tasks/changes",
                Map.of(
                    "action",
                    "retry",
                    "filter",
                    Map.of("type", List.of("break")),
                    "expected",
                    count))
            .json()
            .get("id")
            .asString();

    JsonNode rerun = about(boss, "task:" + id).getFirst();
    JsonNode bulk = about(boss, "task:" + many).getFirst();

    assertThat(rerun.get("action").asString()).isEqualTo("run_task_again");
    assertThat(rerun.get("details").get("new_task").asString()).isEqualTo(again);
    assertThat(tasks(boss, rerun)).containsExactly(id, again);
    assertThat(bulk.get("action").asString()).isEqualTo("retry_many_tasks");
    assertThat(bulk.get("details").get("expected").asLong()).isEqualTo(count);
    assertThat(bulk.get("details").get("filter").get("type").get(0).asString()).isEqualTo("break");
    assertThat(tasks(boss, bulk)).containsExactly(many);
  }

  @Test
  void what_is_kept_back_and_let_go_is_written_down() {
    Browser boss = staff.admin();

    boss.post("/api/dependencies/atlas/pause", WHY);
    boss.post("/api/dependencies/atlas/pause", WHY);
    boss.post("/api/dependencies/atlas/resume", WHY);
    boss.post("/api/types/echo/pause", WHY);
    boss.post("/api/types/echo/resume", WHY);
    boss.post("/api/schedules/nightly/pause", WHY);
    boss.post("/api/schedules/nightly/resume", Map.of());
    String task = boss.post("/api/schedules/nightly/run", Map.of()).json().get("id").asString();

    assertThat(about(boss, "dependency:atlas"))
        .extracting(line -> line.get("action").asString())
        .containsExactly("resume_dependency", "pause_dependency");
    JsonNode paused = about(boss, "dependency:atlas").getLast().get("details");
    assertThat(paused.get("reason").asString()).isEqualTo(WHY.get("reason"));
    assertThat(paused.get("changes").get("label").get("before").asString()).isEqualTo("working");
    assertThat(paused.get("changes").get("label").get("after").asString()).isEqualTo("paused");
    assertThat(about(boss, "task_type:echo"))
        .extracting(line -> line.get("action").asString())
        .containsExactly("resume_task_type", "pause_task_type");
    List<JsonNode> nightly = about(boss, "schedule:nightly");
    assertThat(nightly)
        .extracting(line -> line.get("action").asString())
        .containsExactly("run_schedule", "resume_schedule", "pause_schedule");
    assertThat(tasks(boss, nightly.getFirst())).containsExactly(task);
  }

  @Test
  void uploads_and_dismissals_of_all_are_written_down() {
    Browser agent = staff.hired("collector", "booking_agent");
    broken(agent);
    broken(agent);

    assertThat(agent.post("/dismiss-all-tasks", Map.of()).json().get("count").asInt()).isEqualTo(2);
    assertThat(agent.post("/dismiss-all-tasks", Map.of()).json().get("count").asInt()).isZero();
    Answer upload = agent.post("/api/uploads?name=people.csv", Map.of("a", "b"));

    List<JsonNode> lines = lines(agent, "/api/audit?action=dismiss_all_tasks");
    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().get("details").get("dismissed").asInt()).isEqualTo(2);
    JsonNode kept = about(agent, "upload:" + upload.json().get("id").asString()).getFirst();
    assertThat(kept.get("action").asString()).isEqualTo("upload_file");
    assertThat(kept.get("details").get("name").asString()).isEqualTo("people.csv");
  }

  @Test
  void without_its_entry_there_is_no_change() {
    Browser boss = staff.admin();
    String id = broken(boss);
    JdbcClient database = server.bean(JdbcClient.class);
    database
        .sql(
            "alter table meanwhile.audit_logs add constraint full_up check (action <> 'retry_task') not valid")
        .update();
    Answer answer;
    try {
      answer = boss.post("/api/tasks/" + id + "/retry", Map.of());
    } finally {
      database.sql("alter table meanwhile.audit_logs drop constraint full_up").update();
    }

    assertThat(answer.status()).isEqualTo(500);
    assertThat(boss.get("/api/tasks/" + id).json().get("label").asString())
        .isEqualTo("needs attention");
  }

  @Test
  void the_view_of_failed_tasks_tells_who_asked() {
    Browser agent = staff.hired("failing", "booking_agent");
    String id = broken(agent);

    Map<String, Object> row =
        server
            .bean(JdbcClient.class)
            .sql(
                "select action, action_user_name from failed_tasks_with_audit where task_id = :id::uuid")
            .param("id", id)
            .query()
            .singleRow();

    assertThat(row.get("action")).isEqualTo("create_task");
    assertThat(row.get("action_user_name")).isEqualTo("Person failing");
  }

  private static List<JsonNode> about(Browser browser, String entity) {
    return lines(browser, "/api/audit?entity=" + entity);
  }

  private static List<JsonNode> lines(Browser browser, String path) {
    return browser.get(path).json().get("items").valueStream().toList();
  }

  private static List<String> tasks(Browser browser, JsonNode entry) {
    return browser
        .get("/api/audit/" + entry.get("id").asString())
        .json()
        .get("tasks")
        .valueStream()
        .map(task -> task.get("id").asString())
        .toList();
  }

  private static String submitted(Browser browser, String type) {
    return browser.post("/api/tasks", Map.of("task_type", type)).json().get("id").asString();
  }

  private static String broken(Browser browser) {
    String id = submitted(browser, "break");
    standing(browser, id, "needs attention");
    return id;
  }

  private static void standing(Browser browser, String id, String label) {
    long version = 0;
    for (int i = 0; i < 20; i++) {
      JsonNode task = browser.get("/api/tasks/" + id + "?wait=10&version=" + version).json();
      if (task.get("label").asString().equals(label)) {
        return;
      }
      version = task.get("version").asLong();
    }
    throw new AssertionError("The task never was " + label + ".");
  }
}
