package dev.meanwhile.server.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Staff;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class UserTest {
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
  void an_invitation_is_good_once() {
    Answer invited =
        staff
            .admin()
            .post(
                "/api/users",
                Map.of("username", "Once", "full_name", "Once Only", "role", "booking_agent"));
    String word = invited.json().get("link").asString().split("#", 2)[1];
    assertThat(invited.json().get("user").get("state").asString()).isEqualTo("invited");
    var browser = new Browser(server.http());

    Answer first =
        browser.post("/api/invitations", Map.of("word", word, "password", Staff.PASSWORD));
    Answer second =
        browser.post("/api/invitations", Map.of("word", word, "password", "another one here"));

    assertThat(first.json().get("username").asString()).isEqualTo("once");
    assertThat(second.status()).isEqualTo(400);
    assertThat(browser.signIn("once", Staff.PASSWORD).status()).isEqualTo(204);
    assertThat(staff.admin().get("/api/users").body()).doesNotContain(word);
  }

  @Test
  void an_invitation_grows_old() {
    Answer invited =
        staff
            .admin()
            .post("/api/users", Map.of("username", "late", "full_name", "Late", "role", "client"));
    server
        .bean(JdbcClient.class)
        .sql("update meanwhile.one_time_words set expires_at = expires_at - interval '73 hours'")
        .update();

    assertThat(
            new Browser(server.http())
                .post(
                    "/api/invitations",
                    Map.of(
                        "word",
                        invited.json().get("link").asString().split("#", 2)[1],
                        "password",
                        Staff.PASSWORD))
                .status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"supervisor", "booking_agent", "driver", "client"})
  void only_administrators_see_and_change_people(String role) {
    String name = "curious" + role.replace('_', '-');
    String id = staff.hire(name, role);
    Browser browser = staff.enter(name);

    assertThat(browser.get("/api/users").status()).isEqualTo(403);
    assertThat(browser.get("/api/users/" + id).status()).isEqualTo(403);
    assertThat(browser.post("/api/users", person("x", "admin")).status()).isEqualTo(403);
    assertThat(browser.put("/api/users/" + id, person(name, "admin")).status()).isEqualTo(403);
    assertThat(browser.post("/api/users/" + id + "/disabling", Map.of()).status()).isEqualTo(403);
    assertThat(browser.post("/api/users/" + id + "/reset", Map.of()).status()).isEqualTo(403);
    assertThat(browser.get("/api/me").json().get("role").asString()).isEqualTo(role);
  }

  @Test
  void nobody_promotes_themselves_through_their_profile() {
    Browser browser = staff.hired("climber", "driver");
    for (String field : new String[] {"role", "username", "password_hash", "disabled_at", "id"}) {
      var profile = new HashMap<String, Object>(Map.of("full_name", "C", "email", "c@c.example"));
      profile.put(field, "admin");
      assertThat(browser.put("/api/me", profile).status()).as(field).isEqualTo(400);
    }
    assertThat(browser.get("/api/me").json().get("role").asString()).isEqualTo("driver");
  }

  @Test
  void a_changed_role_signs_out_and_a_disabled_person_stays_out() {
    String id = staff.hire("demoted", "admin");
    Browser browser = staff.enter("demoted");

    Answer changed = staff.admin().put("/api/users/" + id, person("demoted", "driver"));
    assertThat(changed.json().get("role").asString()).isEqualTo("driver");
    assertThat(browser.get("/api/users").status()).isEqualTo(401);
    assertThat(browser.session().get("farewell").asString()).contains("role was changed");

    browser.signIn("demoted", Staff.PASSWORD);
    staff.admin().post("/api/users/" + id + "/disabling", Map.of());
    assertThat(browser.get("/api/me").status()).isEqualTo(401);
    assertThat(browser.signIn("demoted", Staff.PASSWORD).status()).isEqualTo(401);
    staff.admin().post("/api/users/" + id + "/enabling", Map.of());
    assertThat(browser.signIn("demoted", Staff.PASSWORD).status()).isEqualTo(204);
  }

  @Test
  void the_last_administrator_stays() {
    String ada = staff.admin().get("/api/me").json().get("id").asString();
    server
        .bean(JdbcClient.class)
        .sql(
            "update meanwhile.users set role = 'driver' where role = 'admin' and username <> 'ada'")
        .update();

    Answer disabled = staff.admin().post("/api/users/" + ada + "/disabling", Map.of());
    Answer demoted = staff.admin().put("/api/users/" + ada, person("ada", "supervisor"));
    Answer reset = staff.admin().post("/api/users/" + ada + "/reset", Map.of());

    assertThat(disabled.status()).isEqualTo(409);
    assertThat(reset.status()).isEqualTo(409);
    assertThat(demoted.status()).isEqualTo(409);
    assertThat(demoted.json().get("detail").asString())
        .isEqualTo("This is the last administrator who can sign in.");
  }

  @Test
  void a_reset_takes_the_sessions_and_gives_a_new_word() {
    String id = staff.hire("forgetful", "booking_agent");
    Browser browser = staff.enter("forgetful");

    String link =
        staff.admin().post("/api/users/" + id + "/reset", Map.of()).json().get("link").asString();

    assertThat(browser.get("/api/me").status()).isEqualTo(401);
    assertThat(browser.signIn("forgetful", Staff.PASSWORD).status()).isEqualTo(401);
    assertThat(
            browser
                .post(
                    "/api/invitations",
                    Map.of("word", link.split("#", 2)[1], "password", "something quite new"))
                .status())
        .isEqualTo(200);
    assertThat(browser.signIn("forgetful", "something quite new").status()).isEqualTo(204);
  }

  @Test
  void names_and_addresses_are_each_somebodys() {
    staff.hire("taken", "driver");

    assertThat(staff.admin().post("/api/users", person("TAKEN", "driver")).status()).isEqualTo(409);
    Answer answer =
        staff
            .admin()
            .post(
                "/api/users",
                Map.of(
                    "username", "fresh",
                    "full_name", "F",
                    "email", "Taken@desk.example",
                    "role", "driver"));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/email");
  }

  @ParameterizedTest
  @CsvSource({
    "(555) 123-4567, +15551234567",
    "+49 30 1234567, +49301234567",
    "1-555-123-4567, +15551234567",
    "12, ''",
    "call me, ''",
    "+0 123 456 789, ''"
  })
  void phone_numbers_have_one_form(String typed, String kept) {
    assertThat(Contact.international(typed)).isEqualTo(kept);
  }

  @Test
  void every_change_is_written_down_with_what_was_before() {
    Browser browser = staff.hired("written", "booking_agent");
    browser.put(
        "/api/me",
        Map.of("full_name", "New Name", "email", "written@desk.example", "phone", "555 123 4567"));

    var mine = browser.get("/api/audit?action=update_profile").json().get("items");
    assertThat(mine).hasSize(1);
    var changes = mine.get(0).get("details").get("changes");
    assertThat(changes.get("full_name").get("before").asString()).isEqualTo("Person written");
    assertThat(changes.get("full_name").get("after").asString()).isEqualTo("New Name");
    assertThat(changes.get("phone").get("after").asString()).isEqualTo("+15551234567");
    assertThat(changes.has("email")).isFalse();
    assertThat(mine.get(0).get("address").asString()).isEqualTo("127.0.0.1");
    assertThat(mine.get(0).get("request_id").asString()).isNotBlank();
  }

  @Test
  void agents_see_their_own_deeds_only_and_supervisors_everybodys() {
    Browser agent = staff.hired("own-deeds", "booking_agent");
    Browser boss = staff.hired("all-deeds", "supervisor");

    assertThat(agent.get("/api/audit").json().get("items").toString())
        .contains("Person own-deeds")
        .doesNotContain("Ada Admin");
    assertThat(boss.get("/api/audit?action=invite_user").json().get("items").toString())
        .contains("Ada Admin");
    assertThat(boss.get("/api/audit?limit=1").json().get("next_before").asString()).isNotBlank();
    assertThat(staff.hired("no-deeds", "driver").get("/api/audit").status()).isEqualTo(403);
  }

  @Test
  void the_log_is_only_ever_added_to() {
    var database = server.bean(JdbcClient.class);

    assertThatThrownBy(
            () -> database.sql("update meanwhile.audit_logs set user_name = ''").update())
        .hasStackTraceContaining("only ever added to");
    assertThatThrownBy(() -> database.sql("delete from meanwhile.audit_logs").update())
        .hasStackTraceContaining("only ever added to");
    assertThatThrownBy(() -> database.sql("truncate meanwhile.audit_logs").update())
        .hasStackTraceContaining("only ever added to");
  }

  @Test
  void no_password_and_no_word_is_in_the_tables_or_the_log_of_deeds() {
    staff.hire("canary", "driver");

    for (String table :
        new String[] {"audit_logs", "users", "sessions", "one_time_words", "api_keys"}) {
      assertThat(
              server
                  .bean(JdbcClient.class)
                  .sql(
                      "select count(*) from meanwhile."
                          + table
                          + " t where t::text like '%bicycles%'")
                  .query(Long.class)
                  .single())
          .as(table)
          .isZero();
    }
  }

  private static Map<String, Object> person(String username, String role) {
    return Map.of("username", username, "full_name", "Person " + username, "role", role);
  }

  @Test
  void what_a_person_wishes_is_kept_with_the_person() {
    Browser here = staff.hired("wisher", "driver");
    assertThat(here.get("/api/me").json().get("preferences").toString())
        .isEqualTo("{\"theme\":\"system\",\"notices\":\"none\"}");

    Answer kept = here.put("/api/me/preferences", Map.of("theme", "dark", "notices", "own"));
    Answer wrong = here.put("/api/me/preferences", Map.of("theme", "pink"));

    assertThat(kept.status()).isEqualTo(200);
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().get("errors")).hasSize(2);
    assertThat(staff.enter("wisher").get("/api/me").json().get("preferences").toString())
        .isEqualTo("{\"theme\":\"dark\",\"notices\":\"own\"}");
    assertThat(staff.admin().get("/api/me").json().get("preferences").toString())
        .contains("system");
  }
}
