package dev.meanwhile.server.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Staff;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class KeyTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.demo=false", "meanwhile.worker=false");

  private Staff staff;

  @BeforeEach
  void forgetGuesses() {
    server.bean(JdbcClient.class).sql("truncate meanwhile.throttles").update();
    staff = Staff.of(server);
  }

  @Test
  void a_program_acts_for_the_owner_of_its_key() {
    Browser agent = staff.hired("owner", "booking_agent");
    Answer made = agent.post("/api/keys", Map.of("name", "n8n", "scope", "write"));
    String secret = made.json().get("secret").asString();

    assertThat(made.status()).isEqualTo(201);
    assertThat(call("/api/me", secret).json().get("username").asString()).isEqualTo("owner");
    var known = agent.get("/api/keys").json().get("items").get(0);
    assertThat(known.toString()).doesNotContain(secret);
    assertThat(secret).endsWith(known.get("last_four").asString());
    assertThat(known.get("last_used_at").asString()).isNotBlank();

    agent.delete("/api/keys/" + made.json().get("key").get("id").asString());
    assertThat(call("/api/me", secret).status()).isEqualTo(401);
  }

  @Test
  void a_key_for_work_asks_for_tasks_and_does_nothing_else() {
    Browser boss = staff.hired("worker", "supervisor");
    Browser agent = staff.hired("clerk", "booking_agent");
    for (Browser owner : List.of(boss, agent)) {
      String work =
          owner
              .post("/api/keys", Map.of("name", "w", "scope", "work"))
              .json()
              .get("secret")
              .asString();
      Answer asked =
          server
              .http()
              .post("/api/claims", "{\"types\":[\"echo\"]}", "Authorization", "Bearer " + work);
      // That nobody can ask for tasks of this type is said to those who may ask.
      assertThat(asked.status()).isEqualTo(owner.equals(boss) ? 400 : 403);
      assertThat(call("/api/tasks", work).status()).isEqualTo(403);
      assertThat(call("/api/types", work).status()).isEqualTo(403);
      assertThat(call("/api/me", work).status()).isEqualTo(403);
    }
  }

  @Test
  void a_key_that_reads_changes_nothing_and_no_key_reaches_accounts() {
    Browser boss = staff.hired("reader", "admin");
    String read = boss.post("/api/keys", Map.of("name", "r")).json().get("secret").asString();
    String write =
        boss.post("/api/keys", Map.of("name", "w", "scope", "write"))
            .json()
            .get("secret")
            .asString();
    String body = "{\"task_type\":\"echo\"}";

    assertThat(call("/api/tasks", read).status()).isEqualTo(200);
    assertThat(server.http().post("/api/tasks", body, "Authorization", "Bearer " + read).status())
        .isEqualTo(403);
    assertThat(server.http().post("/api/tasks", body, "Authorization", "Bearer " + write).status())
        .isEqualTo(202);
    assertThat(call("/api/users", write).status()).isEqualTo(403);
    assertThat(call("/api/keys", write).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer mwk_x",
        "Basic YWRhOmFkYQ==",
        "bearer null",
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ."
      })
  void what_is_no_key_opens_nothing(String authorization) {
    assertThat(server.http().get("/api/me", "Authorization", authorization).status())
        .isEqualTo(401);
  }

  @Test
  void nobody_revokes_the_key_of_somebody_else() {
    String key =
        staff
            .hired("keeper", "booking_agent")
            .post("/api/keys", Map.of("name", "mine"))
            .json()
            .get("key")
            .get("id")
            .asString();

    assertThat(staff.admin().delete("/api/keys/" + key).status()).isEqualTo(404);
  }

  @Test
  void the_key_of_a_closed_account_is_worth_nothing() {
    String id = staff.hire("leaver", "booking_agent");
    String secret =
        staff
            .enter("leaver")
            .post("/api/keys", Map.of("name", "left"))
            .json()
            .get("secret")
            .asString();
    staff.admin().post("/api/users/" + id + "/disabling", Map.of());

    assertThat(call("/api/me", secret).status()).isEqualTo(401);
  }

  @Test
  void a_password_reset_revokes_the_keys_and_says_so() {
    String id = staff.hire("resetter", "booking_agent");
    Browser browser = staff.enter("resetter");
    String secret = browser.post("/api/keys", Map.of("name", "a")).json().get("secret").asString();
    browser.post("/api/keys", Map.of("name", "b"));

    Answer reset = staff.admin().post("/api/users/" + id + "/reset", Map.of());

    assertThat(reset.json().get("keys_revoked").asInt()).isEqualTo(2);
    assertThat(call("/api/me", secret).status()).isEqualTo(401);
    assertThat(
            staff
                .admin()
                .get("/api/audit?action=reset_password&entity=user:" + id)
                .json()
                .get("items")
                .get(0)
                .get("details")
                .get("keys_revoked")
                .asInt())
        .isEqualTo(2);
  }

  private static Answer call(String path, String key) {
    return server.http().get(path, "Authorization", "Bearer " + key);
  }
}
