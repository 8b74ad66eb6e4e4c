package dev.meanwhile.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Sse;
import dev.meanwhile.server.support.Staff;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class TokenTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.demo=false", "meanwhile.worker=false");

  private Staff staff;
  private Browser program;

  @BeforeEach
  void forgetGuesses() {
    server.bean(JdbcClient.class).sql("truncate meanwhile.throttles").update();
    staff = Staff.of(server);
    program = new Browser(server.http());
  }

  @Test
  void a_program_signs_in_with_a_password_and_works_with_tokens() {
    staff.hire("worker", "booking_agent");

    Answer wrong = program.post("/api/tokens", Map.of("username", "worker", "password", "wrong"));
    Answer answer = enter("worker");
    JsonNode tokens = answer.json();

    assertThat(wrong.status()).isEqualTo(401);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.header("Set-Cookie")).isEmpty();
    assertThat(tokens.get("token_type").asString()).isEqualTo("Bearer");
    assertThat(tokens.get("expires_in").asInt()).isEqualTo(300);
    Answer me = get("/api/me", tokens);
    assertThat(me.json().get("username").asString()).isEqualTo("worker");
    assertThat(get("/api/session", tokens).json().get("idle_limit").asInt()).isEqualTo(7_200);
  }

  @Test
  void every_forged_token_is_refused() {
    staff.hire("forged", "booking_agent");
    String good = enter("forged").json().get("access_token").asString();
    var forger = new Forger(good, key("private_key"), key("public_key"));

    assertThat(get("/api/me", forger.flawless()).status()).isEqualTo(200);
    Map<String, String> forgeries = forger.forgeries();
    assertThat(forgeries).hasSizeGreaterThanOrEqualTo(40);
    var all = new SoftAssertions();
    forgeries.forEach((name, token) -> {
      Answer answer = get("/api/me", token);
      all.assertThat(answer.status()).as(name).isEqualTo(401);
      all.assertThat(answer.body()).as(name).contains("bad-token").doesNotContain("Exception");
    });
    all.assertAll();
    assertThat(get("/api/me", good).status()).isEqualTo(200);
  }

  @Test
  void a_token_is_good_for_five_minutes() {
    staff.hire("old", "booking_agent");
    String good = enter("old").json().get("access_token").asString();
    try (var shifted = server.start(later("5 minutes 1 second"))) {
      assertThat(get(RunningServer.port(shifted), "/api/me", good).status()).isEqualTo(401);
    }
    try (var shifted = server.start(later("4 minutes 50 seconds"))) {
      assertThat(get(RunningServer.port(shifted), "/api/me", good).status()).isEqualTo(200);
    }
  }

  @Test
  void a_pass_is_good_for_a_quarter_of_an_hour() {
    staff.hire("passing", "booking_agent");
    String good = enter("passing").json().get("access_token").asString();
    String pass =
        server
            .http()
            .post("/api/widget-tokens", "{}", "Authorization", "Bearer " + good)
            .json()
            .get("access_token")
            .asString();
    try (var shifted = server.start(later("15 minutes 1 second"))) {
      assertThat(get(RunningServer.port(shifted), "/api/me", pass).status()).isEqualTo(401);
    }
    try (var shifted = server.start(later("14 minutes 50 seconds"))) {
      assertThat(get(RunningServer.port(shifted), "/api/me", pass).status()).isEqualTo(200);
    }
  }

  @Test
  void a_key_signs_for_a_day_and_is_forgotten_then() {
    staff.hire("rotating", "booking_agent");
    enter("rotating");
    try (var shifted = server.start(later("25 hours"))) {
      var http =
          new dev.meanwhile.server.support.Http("http://127.0.0.1:" + RunningServer.port(shifted));
      String fresh =
          new Browser(http)
              .post("/api/tokens", Map.of("username", "rotating", "password", Staff.PASSWORD))
              .json()
              .get("access_token")
              .asString();

      assertThat(get(RunningServer.port(shifted), "/api/me", fresh).status()).isEqualTo(200);
    }
    assertThat(
            server
                .bean(JdbcClient.class)
                .sql(
                    "select count(*) from meanwhile.signing_keys where created_at < now() + interval '24 hours'")
                .query(Long.class)
                .single())
        .isZero();
    server.bean(JdbcClient.class).sql("delete from meanwhile.signing_keys").update();
  }

  @Test
  void signing_out_ends_the_tokens_at_once() {
    staff.hire("leaver", "booking_agent");
    JsonNode tokens = enter("leaver").json();

    Answer left = program.send("DELETE", "/api/session", null, "Authorization", bearer(tokens));

    assertThat(left.status()).isEqualTo(204);
    assertThat(get("/api/me", tokens).status()).isEqualTo(401);
    assertThat(get("/api/me", tokens).json().get("type").asString()).endsWith("/session-expired");
    assertThat(refresh(tokens).status()).isEqualTo(401);
  }

  @Test
  void a_refresh_token_is_good_once_and_using_it_twice_ends_everything() {
    String id = staff.hire("family", "booking_agent");
    JsonNode first = enter("family").json();

    JsonNode second = refresh(first).json();
    assertThat(second.get("refresh_token")).isNotEqualTo(first.get("refresh_token"));
    assertThat(get("/api/me", second).status()).isEqualTo(200);
    Answer stolen = refresh(first);

    assertThat(stolen.status()).isEqualTo(401);
    assertThat(stolen.json().get("type").asString()).endsWith("/refresh-token-used");
    assertThat(get("/api/me", second).status()).isEqualTo(401);
    assertThat(refresh(second).status()).isEqualTo(401);
    assertThat(
            staff
                .admin()
                .get("/api/audit?action=reuse_refresh_token&user=" + id)
                .json()
                .get("items"))
        .hasSize(1);
  }

  @Test
  void of_two_who_refresh_at_once_neither_keeps_a_session() throws Exception {
    staff.hire("race", "booking_agent");
    JsonNode tokens = enter("race").json();
    try (var both = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
      var one = both.submit(() -> refresh(tokens));
      var other = both.submit(() -> refresh(tokens));
      Answer a = one.get();
      Answer b = other.get();

      assertThat(java.util.Set.of(a.status(), b.status())).isEqualTo(java.util.Set.of(200, 401));
      assertThat(get("/api/me", (a.status() == 200 ? a : b).json()).status()).isEqualTo(401);
    }
  }

  @Test
  void a_refresh_is_no_activity_and_is_refused_after_inactivity() {
    String id = staff.hire("sleeper", "admin");
    JsonNode tokens = refresh(refresh(enter("sleeper").json()).json()).json();
    pass(id, 29 * 60);
    JsonNode again = refresh(tokens).json();
    assertThat(get("/api/session", again).json().get("idle_left").asInt()).isBetween(1, 60);
    pass(id, 61);

    Answer refused = refresh(again);

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().get("detail").asString())
        .isEqualTo("Your session has expired due to inactivity. Please log in again.");
    assertThat(get("/api/me", again).status()).isEqualTo(401);
  }

  @Test
  void a_program_that_says_so_is_active() {
    String id = staff.hire("busy", "admin");
    JsonNode tokens = enter("busy").json();
    pass(id, 25 * 60);

    program.get("/api/me", "Authorization", bearer(tokens), "Meanwhile-Activity", "1");

    assertThat(get("/api/session", tokens).json().get("idle_left").asInt()).isGreaterThan(1_700);
  }

  @Test
  void a_browser_gets_a_token_for_its_widgets_that_ends_with_its_session() {
    Browser browser = staff.hired("widgets", "booking_agent");

    JsonNode token = browser.post("/api/session/token", Map.of()).json();

    assertThat(token.has("refresh_token")).isFalse();
    assertThat(get("/api/me", token).status()).isEqualTo(200);
    browser.delete("/api/session");
    assertThat(get("/api/me", token).status()).isEqualTo(401);
  }

  @Test
  void a_stream_that_a_token_opened_ends_with_its_session() {
    String id = staff.hire("listener", "booking_agent");
    JsonNode tokens = enter("listener").json();
    try (Sse stream = Sse.open(server.http(), "/api/live", "Authorization", bearer(tokens))) {
      stream.next("snapshot");
      pass(id, 121 * 60);

      assertThat(stream.next("session-expired").json().get("reason").asString())
          .contains("inactivity");
    }
  }

  @Test
  void the_database_holds_no_refresh_token() {
    staff.hire("unreadable", "driver");
    String token = enter("unreadable").json().get("refresh_token").asString();

    assertThat(token).startsWith("mwr_").hasSizeGreaterThan(40);
    assertThat(
            server
                .bean(JdbcClient.class)
                .sql(
                    "select count(*) from meanwhile.refresh_tokens t where t::text like '%' || ? || '%'")
                .param(token)
                .query(Long.class)
                .single())
        .isZero();
    assertThat(program.post("/api/tokens/refresh", Map.of("refresh_token", token + "x")).status())
        .isEqualTo(401);
    assertThat(get("/api/me", token).status()).isEqualTo(401);
  }

  private Answer enter(String username) {
    return program.post("/api/tokens", Map.of("username", username, "password", Staff.PASSWORD));
  }

  private Answer refresh(JsonNode tokens) {
    return new Browser(server.http())
        .post("/refresh", Map.of("refresh_token", tokens.get("refresh_token").asString()));
  }

  private Answer get(String path, JsonNode tokens) {
    return get(path, tokens.get("access_token").asString());
  }

  private Answer get(String path, String token) {
    return get(server.port(), path, token);
  }

  private static Answer get(int port, String path, String token) {
    return new dev.meanwhile.server.support.Http("http://127.0.0.1:" + port)
        .get(path, "Authorization", "Bearer " + token);
  }

  private static String bearer(JsonNode tokens) {
    return "Bearer " + tokens.get("access_token").asString();
  }

  /// The setting of a node that lives so much later.
  private static String later(String interval) {
    return "meanwhile.database.url="
        + server.database().jdbcUrl()
        + (server.database().jdbcUrl().contains("?") ? "&" : "?")
        + "options=-c%20meanwhile.time_shift="
        + interval.replace(" ", "%5C%20");
  }

  private static byte[] key(String column) {
    return Objects.requireNonNull(
        server
            .bean(JdbcClient.class)
            .sql(
                "select "
                    + column
                    + " from meanwhile.signing_keys order by created_at desc limit 1")
            .query(byte[].class)
            .single());
  }

  /// As if this person's sessions had rested for so long.
  private static void pass(String user, int seconds) {
    server
        .bean(JdbcClient.class)
        .sql(
            "update meanwhile.sessions set last_activity = last_activity - ? * interval '1 second'"
                + " where user_id = ?::uuid")
        .params(seconds, user)
        .update();
  }
}
