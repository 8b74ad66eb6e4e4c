package dev.meanwhile.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.people.Accounts;
import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Staff;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SignInTest {
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
  void nobody_learns_whether_a_name_exists() {
    staff.hire("exists", "booking_agent");
    String closed = staff.hire("closed", "booking_agent");
    staff.admin().post("/api/users/" + closed + "/disabling", Map.of());

    Answer wrong = new Browser(server.http()).signIn("exists", "wrong password");
    Answer unknown = new Browser(server.http()).signIn("nobody", "wrong password");
    Answer disabled = new Browser(server.http()).signIn("closed", Staff.PASSWORD);

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(told(wrong)).isEqualTo(told(unknown)).isEqualTo(told(disabled));
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(disabled.status()).isEqualTo(401);
  }

  @Test
  void who_guesses_is_slowed_down_and_the_owner_is_not() {
    Browser owner = staff.hired("guessed", "booking_agent");
    int hashed = 0;
    for (int i = 0; i < 40; i++) {
      Answer guess = new Browser(server.http()).signIn("Guessed", "guess " + i);
      hashed += guess.status() == 401 ? 1 : 0;
    }
    Answer last = new Browser(server.http()).signIn("guessed", "one more");

    assertThat(hashed).isEqualTo(10);
    assertThat(last.status()).isEqualTo(429);
    assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
    assertThat(last.json().get("advice").asString()).startsWith("Try again in");
    // In a browser where they signed in before, others' guesses count for nothing.
    assertThat(owner.signIn("guessed", Staff.PASSWORD).status()).isEqualTo(204);
  }

  @Test
  void failed_and_throttled_sign_ins_are_in_the_audit_log_a_few_times() {
    String id = staff.hire("watched", "booking_agent");
    for (int i = 0; i < 30; i++) {
      new Browser(server.http()).signIn("Watched ", "guess " + i);
      new Browser(server.http()).signIn("my-secret-pass", "guess " + i);
    }

    assertThat(logged("sign_in_failed", "user:" + id)).hasSize(5);
    assertThat(logged("sign_in_throttled", "user:" + id)).hasSize(1);
    var unknown = logged("sign_in_failed", "user:unknown");
    assertThat(unknown.size()).isBetween(5, 20);
    assertThat(unknown.toString()).doesNotContain("my-secret-pass").contains("127.0.0.1");
  }

  private tools.jackson.databind.JsonNode logged(String action, String entity) {
    return staff
        .admin()
        .get("/api/audit?action=" + action + "&entity=" + entity)
        .json()
        .get("items");
  }

  @Test
  void an_unknown_name_is_slowed_down_just_the_same() {
    int hashed = 0;
    for (int i = 0; i < 15; i++) {
      hashed += new Browser(server.http()).signIn("ghost", "guess " + i).status() == 401 ? 1 : 0;
    }

    assertThat(hashed).isEqualTo(10);
  }

  @Test
  void guesses_on_one_node_count_on_the_other() {
    for (int i = 0; i < 10; i++) {
      new Browser(server.http()).signIn("everywhere", "guess " + i);
    }
    try (var other = server.start()) {
      var http = new Http("http://127.0.0.1:" + RunningServer.port(other));

      assertThat(new Browser(http).signIn("everywhere", "guess").status()).isEqualTo(429);
    }
  }

  @Test
  void the_hash_is_argon2id_above_the_floor_of_owasp() {
    staff.hire("argon", "client");

    String hash =
        server
            .bean(JdbcClient.class)
            .sql("select password_hash from meanwhile.users where username = 'argon'")
            .query(String.class)
            .single();

    assertThat(hash).startsWith("$argon2id$v=19$m=32768,t=2,p=1$");
  }

  @Test
  void the_first_administrator_needs_the_code_and_there_is_one_only() {
    var later = server.bean(Accounts.class).setUpCode();

    Answer refused =
        new Browser(server.http())
            .post(
                "/api/setup",
                Map.of(
                    "code",
                    later.text(),
                    "username",
                    "second",
                    "full_name",
                    "Second",
                    "password",
                    Staff.PASSWORD));

    assertThat(refused.status()).isEqualTo(400);
    assertThat(new Browser(server.http()).get("/api/setup").json().get("needed").asBoolean())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "password123",
        "12345678",
        "aaaaaaaaaaaa",
        "Ada-Admin-1",
        "meanwhile1",
        "adaadmin"
      })
  void a_password_that_is_easy_to_guess_is_refused(String password) {
    Answer answer =
        staff
            .admin()
            .put(
                "/api/me/password",
                Map.of("current_password", Staff.PASSWORD, "new_password", password));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("pointer").asString())
        .isEqualTo("/new_password");
  }

  @Test
  void a_password_may_hold_any_sign_and_all_of_it_counts() {
    Browser browser = staff.hired("emoji", "client");
    String long1 = "🚲".repeat(5) + "x y z ß é " + "0123456789".repeat(10) + "A";
    String long2 = long1.substring(0, long1.length() - 1) + "B";

    assertThat(
            browser
                .put(
                    "/api/me/password",
                    Map.of("current_password", Staff.PASSWORD, "new_password", long1))
                .status())
        .isEqualTo(204);

    assertThat(new Browser(server.http()).signIn("emoji", long2).status()).isEqualTo(401);
    assertThat(new Browser(server.http()).signIn("emoji", long1).status()).isEqualTo(204);
  }

  @Test
  void a_new_password_signs_the_other_browsers_out() {
    Browser here = staff.hired("changer", "booking_agent");
    Browser there = staff.enter("changer");

    Answer wrong =
        here.put(
            "/api/me/password",
            Map.of("current_password", "not it at all", "new_password", "another good one"));
    Answer changed =
        here.put(
            "/api/me/password",
            Map.of("current_password", Staff.PASSWORD, "new_password", "another good one"));

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(changed.status()).isEqualTo(204);
    assertThat(here.get("/api/me").status()).isEqualTo(200);
    assertThat(there.get("/api/me").status()).isEqualTo(401);
    assertThat(new Browser(server.http()).signIn("changer", Staff.PASSWORD).status())
        .isEqualTo(401);
  }

  @Test
  void a_sign_in_from_the_page_of_another_site_is_refused() {
    Answer answer =
        new Browser(server.http())
            .post(
                "/api/session",
                Map.of("username", "ada", "password", Staff.PASSWORD),
                "Origin",
                "https://evil.example");

    assertThat(answer.status()).isEqualTo(403);
  }

  private static String told(Answer answer) {
    var json = answer.json();
    return json.get("type").asString()
        + json.get("title")
        + json.get("detail")
        + json.get("advice");
  }
}
