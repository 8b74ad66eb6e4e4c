package dev.meanwhile.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Sse;
import dev.meanwhile.server.support.Staff;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.demo=false", "meanwhile.worker=false");

  private Staff staff;
  private Browser anonymous;

  @BeforeEach
  void forgetGuesses() {
    server.bean(JdbcClient.class).sql("truncate meanwhile.throttles").update();
    staff = Staff.of(server);
    anonymous = new Browser(server.http());
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/me",
    "GET, /api/tasks",
    "POST, /api/tasks",
    "GET, /api/live",
    "GET, /api/types",
    "GET, /api/users",
    "GET, /api/audit",
    "GET, /%61pi/tasks",
    "GET, /api/tasks/counts",
    "GET, /api/sessions",
    "DELETE, /api/sessions",
    "POST, /api/session/activity"
  })
  void without_a_sign_in_nothing_is_answered(String method, String path) {
    Answer answer = anonymous.send(method, path, method.equals("POST") ? Map.of() : null);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().get("type").asString()).endsWith("/not-signed-in");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
  }

  @Test
  void the_health_of_the_node_is_nobodys_secret() {
    assertThat(anonymous.get("/readyz").status()).isEqualTo(200);
    assertThat(anonymous.session().get("signed_in").asBoolean()).isFalse();
  }

  @Test
  void a_person_signs_in_and_out() {
    Browser browser = staff.hired("inout", "booking_agent");

    assertThat(browser.get("/api/me").json().get("username").asString()).isEqualTo("inout");
    assertThat(browser.session().get("idle_limit").asInt()).isEqualTo(7_200);

    String cookies = browser.cookieHeader();
    assertThat(browser.delete("/api/session").status()).isEqualTo(204);
    assertThat(server.http().get("/api/me", "Cookie", cookies).status()).isEqualTo(401);
    assertThat(browser.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void the_cookie_is_out_of_reach_for_scripts_and_other_sites() {
    staff.hire("cookie", "driver");
    Answer answer = anonymous.signIn("cookie", Staff.PASSWORD);

    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .anySatisfy(cookie ->
            assertThat(cookie)
                .startsWith("meanwhile_session=")
                .contains("HttpOnly", "SameSite=Lax", "Path=/")
                .doesNotContain("Max-Age", "Secure"));
  }

  @Test
  void the_database_does_not_hold_the_cookie() {
    Browser browser = staff.hired("hashed", "driver");
    String token = browser.cookie("meanwhile_session");

    assertThat(token).hasSizeGreaterThan(40);
    assertThat(
            server
                .bean(JdbcClient.class)
                .sql("select count(*) from meanwhile.sessions s where s::text like '%' || ? || '%'")
                .param(token)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void a_planted_cookie_is_not_adopted() {
    staff.hire("planted", "driver");
    anonymous.plant("meanwhile_session", "planted-by-somebody-else-0123456789abcdef");
    anonymous.signIn("planted", Staff.PASSWORD);
    String first = anonymous.cookie("meanwhile_session");
    anonymous.signIn("planted", Staff.PASSWORD);

    assertThat(first).doesNotContain("planted-by");
    assertThat(anonymous.cookie("meanwhile_session")).isNotEqualTo(first);
    assertThat(server.http().get("/api/me", "Cookie", "meanwhile_session=" + first).status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({"admin, 30", "supervisor, 60", "booking_agent, 120", "driver, 120", "client, 120"})
  void who_does_nothing_is_signed_out(String role, int minutes) {
    String name = "idle" + role.replace('_', '-');
    Browser browser = staff.hired(name, role);

    pass(browser, minutes * 60 - 5);
    assertThat(browser.get("/api/me").status()).isEqualTo(200);
    assertThat(browser.session().get("idle_left").asInt()).isBetween(1, 5);
    // Asking is no activity, however often.
    pass(browser, 6);
    Answer answer = browser.get("/api/me");

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().get("type").asString()).endsWith("/session-expired");
    assertThat(answer.json().get("detail").asString())
        .isEqualTo("Your session has expired due to inactivity. Please log in again.");
    assertThat(browser.session().get("farewell").asString())
        .isEqualTo("Your session has expired due to inactivity. Please log in again.");
    // And no late sign of life brings it back.
    assertThat(browser.post("/api/session/activity", Map.of(), "Meanwhile-Activity", "1").status())
        .isEqualTo(401);
    assertThat(browser.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void the_mark_of_activity_keeps_a_session() {
    Browser browser = staff.hired("active", "admin");

    pass(browser, 29 * 60);
    assertThat(browser.get("/api/me", "Meanwhile-Activity", "1").status()).isEqualTo(200);
    pass(browser, 29 * 60);

    assertThat(browser.get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void twelve_hours_are_the_end_however_active_one_is() {
    Browser browser = staff.hired("endless", "driver");
    database(
        "update meanwhile.sessions set expires_at = expires_at - interval '12 hours' where id = ?::uuid",
        id(browser));

    assertThat(browser.get("/api/me", "Meanwhile-Activity", "1").status()).isEqualTo(401);
    assertThat(browser.session().get("farewell").asString()).contains("twelve hours");
  }

  @Test
  void a_live_stream_ends_with_its_session() {
    Browser browser = staff.hired("streamer", "booking_agent");
    try (Sse stream = Sse.open(server.http(), "/api/live", "Cookie", browser.cookieHeader())) {
      stream.next("snapshot");
      pass(browser, 121 * 60);

      assertThat(stream.next("session-expired").json().get("reason").asString())
          .isEqualTo("Your session has expired due to inactivity. Please log in again.");
      assertThat(stream.next("end")).isNotNull();
    }
  }

  @Test
  void drivers_and_clients_hear_nothing_of_tasks() {
    Browser driver = staff.hired("deaf", "driver");

    assertThat(driver.get("/api/live").status()).isEqualTo(403);
    assertThat(driver.get("/api/tasks").status()).isEqualTo(403);
    assertThat(driver.get("/api/me").json().get("capabilities").toString())
        .doesNotContain("tasks", "notices");
  }

  @Test
  void other_browsers_can_be_signed_out() {
    Browser here = staff.hired("twice", "booking_agent");
    Browser there = staff.enter("twice");
    assertThat(here.get("/api/sessions").json().get("items")).hasSize(2);

    assertThat(here.delete("/api/sessions").status()).isEqualTo(204);

    assertThat(there.get("/api/me").status()).isEqualTo(401);
    assertThat(here.get("/api/me").status()).isEqualTo(200);
    assertThat(here.delete("/api/sessions/" + UUID.randomUUID()).status()).isEqualTo(404);
  }

  @Test
  void nobody_ends_the_session_of_somebody_else() {
    Browser victim = staff.hired("victim", "booking_agent");
    Browser other = staff.hired("other", "admin");

    assertThat(other.delete("/api/sessions/" + id(victim)).status()).isEqualTo(404);
    assertThat(victim.get("/api/me").status()).isEqualTo(200);
  }

  @Test
  void behind_https_the_cookie_is_bound_to_the_host() {
    try (var secure = server.start("meanwhile.https=true")) {
      var browser =
          new Browser(
              new dev.meanwhile.server.support.Http(
                  "http://127.0.0.1:" + RunningServer.port(secure)));
      Answer answer = browser.signIn("ada", Staff.PASSWORD);

      assertThat(answer.response().headers().allValues("Set-Cookie"))
          .allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-").contains("Secure"));
      assertThat(browser.get("/api/me").status()).isEqualTo(200);
    }
  }

  @Test
  void outside_a_demo_nobody_enters_without_a_password() {
    assertThat(anonymous.post("/api/session/demo", Map.of("username", "sandra")).status())
        .isEqualTo(404);
  }

  /// As if the browser had done nothing for so long.
  private void pass(Browser browser, int seconds) {
    database(
        "update meanwhile.sessions set last_activity = last_activity - "
            + seconds
            + " * interval '1 second' where id = ?::uuid",
        id(browser));
  }

  private static String id(Browser browser) {
    return browser.session().get("id").asString();
  }

  private static void database(String change, String id) {
    assertThat(server.bean(JdbcClient.class).sql(change).param(id).update()).isEqualTo(1);
  }
}
