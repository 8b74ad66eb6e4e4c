package dev.meanwhile.server.documented;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Staff;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class DocumentedTest {
  @RegisterExtension static final RunningServer server = RunningServer.with("meanwhile.demo=false");

  private Staff staff;

  @BeforeEach
  void forgetGuesses() {
    server.bean(JdbcClient.class).sql("truncate meanwhile.throttles").update();
    staff = Staff.of(server);
  }

  @Test
  void failed_tasks_are_listed_and_dismissed() {
    Browser agent = staff.hired("agent", "booking_agent");
    Browser other = staff.hired("colleague", "booking_agent");
    Browser boss = staff.hired("boss", "supervisor");
    String mine = broken(agent);
    String another = broken(agent);
    String theirs = broken(other);

    assertThat(agent.get("/get-failed-tasks").body())
        .contains(mine, another)
        .doesNotContain(theirs);
    assertThat(agent.get("/get-all-failed-tasks").status()).isEqualTo(403);
    assertThat(agent.get("/get-failed-tasks-summary").status()).isEqualTo(403);
    assertThat(boss.post("/get-all-failed-tasks", Map.of()).body()).contains(mine, theirs);
    var ofType = boss.get("/get-failed-tasks-summary").json().get("by_type").get(0);
    assertThat(ofType.get("task_type").asString()).isEqualTo("break");
    assertThat(ofType.get("failed_count").asInt()).isEqualTo(3);
    assertThat(ofType.get("users_affected").asInt()).isEqualTo(2);

    assertThat(agent.post("/dismiss-task", Map.of("task_id", theirs)).status()).isEqualTo(404);
    assertThat(
            agent.post("/dismiss-task", Map.of("task_id", mine)).json().get("success").asBoolean())
        .isTrue();
    assertThat(agent.post("/dismiss-all-tasks", Map.of()).json().get("count").asInt()).isEqualTo(1);
    assertThat(agent.get("/get-failed-tasks").json()).isEmpty();
    assertThat(agent.post("/dismiss-all-tasks", Map.of("scope", "all")).status()).isEqualTo(403);
    assertThat(boss.post("/dismiss-all-tasks", Map.of("scope", "all")).json().get("count").asInt())
        .isEqualTo(1);
  }

  @Test
  void drivers_and_clients_have_no_list_of_failed_tasks() {
    Browser driver = staff.hired("driver", "driver");

    assertThat(driver.get("/get-failed-tasks").status()).isEqualTo(403);
    assertThat(driver.post("/dismiss-all-tasks", Map.of()).status()).isEqualTo(403);
  }

  @Test
  void a_task_points_to_the_line_that_says_who_wanted_it() {
    Browser agent = staff.hired("wanting", "booking_agent");
    String id = broken(agent);

    UUID entry =
        server
            .bean(JdbcClient.class)
            .sql("select audit_log_id from meanwhile.tasks where id = ?::uuid")
            .param(id)
            .query(UUID.class)
            .single();
    var line = agent.get("/api/audit?entity=task:" + id).json().get("items").get(0);
    assertThat(line.get("id").asString()).isEqualTo(entry.toString());
    assertThat(line.get("action").asString()).isEqualTo("create_task");
    assertThat(
            server
                .bean(JdbcClient.class)
                .sql("select action_user_name from failed_tasks_with_audit where task_id = ?::uuid")
                .param(id)
                .query(String.class)
                .single())
        .isEqualTo("Person wanting");
  }

  @Test
  void a_task_that_is_asked_for_twice_is_written_down_once() {
    Browser agent = staff.hired("twice-asked", "booking_agent");
    var body = Map.of("task_type", "echo");
    String id = agent.post("/api/tasks", body, "Idempotency-Key", "k").json().get("id").asString();
    agent.post("/api/tasks", body, "Idempotency-Key", "k");

    assertThat(agent.get("/api/audit?entity=task:" + id).json().get("items")).hasSize(1);
  }

  @Test
  void the_profile_is_changed_as_documented() {
    Browser agent = staff.hired("profiled", "booking_agent");

    Answer fine =
        agent.post(
            "/update-user-profile",
            Map.of(
                "fullName", "John Smith", "email", "john@example.com", "phone", "(555) 123-4567"));
    Answer noName = agent.post("/update-user-profile", Map.of("email", "john@example.com"));
    Answer taken =
        agent.post("/update-user-profile", Map.of("fullName", "J", "email", "ADA@desk.example"));

    assertThat(fine.json().get("message").asString()).isEqualTo("Profile updated successfully");
    assertThat(fine.json().get("user").get("fullName").asString()).isEqualTo("John Smith");
    assertThat(fine.json().get("user").get("phone").asString()).isEqualTo("+15551234567");
    assertThat(noName.status()).isEqualTo(400);
    assertThat(noName.json().get("success").asBoolean()).isFalse();
    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.json().get("message").asString()).isEqualTo("Email already in use");
    assertThat(new Browser(server.http()).post("/update-user-profile", Map.of()).status())
        .isEqualTo(401);
  }

  @Test
  void the_password_is_ones_own() {
    Browser agent = staff.hired("passworded", "booking_agent");

    Answer foreign = agent.post("/change-password", change("ada", Staff.PASSWORD));
    Answer wrong = agent.post("/change-password", change("passworded", "not this one"));
    Answer fine = agent.post("/change-password", change("Passworded", Staff.PASSWORD));

    assertThat(foreign.status()).isEqualTo(403);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().get("success").asBoolean()).isFalse();
    assertThat(fine.body()).isEqualTo("{\"success\":true}");
    assertThat(new Browser(server.http()).signIn("passworded", "newpass456 and more").status())
        .isEqualTo(204);
  }

  private static Map<String, String> change(String username, String current) {
    return Map.of(
        "username", username, "currentPassword", current, "newPassword", "newpass456 and more");
  }

  private static String broken(Browser browser) {
    String id =
        browser.post("/api/tasks", Map.of("task_type", "break")).json().get("id").asString();
    long version = 0;
    for (int i = 0; i < 20; i++) {
      var task = browser.get("/api/tasks/" + id + "?wait=10&version=" + version).json();
      if (task.get("label").asString().equals("needs attention")) {
        return id;
      }
      version = task.get("version").asLong();
    }
    throw new AssertionError("The task did not fail.");
  }
}
