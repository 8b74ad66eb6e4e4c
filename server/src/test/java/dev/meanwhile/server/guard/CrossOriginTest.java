package dev.meanwhile.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Raw;
import dev.meanwhile.server.support.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
  private static final String FRIEND = "https://friend.example.org";
  private static final String STRANGER = "https://stranger.example.org";
  private static final String TASK = "{\"task_type\": \"echo\"}";

  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.cors.origins=" + FRIEND + ", http://localhost:5173");

  private final Http http = server.http();

  @ParameterizedTest
  @ValueSource(strings = {"/api/tasks", "/api/me", "/meanwhile.js"})
  void an_allowed_site_may_read(String path) {
    Answer friend = http.get(path, "Origin", FRIEND);
    Answer stranger = http.get(path, "Origin", STRANGER);

    assertThat(friend.status()).isEqualTo(200);
    assertThat(friend.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    assertThat(friend.header("Access-Control-Expose-Headers")).contains("ETag", "Location");
    assertThat(friend.header("Vary")).contains("Origin");
    assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(stranger.header("Vary")).contains("Origin");
  }

  @Test
  void pages_are_shared_with_nobody() {
    assertThat(http.get("/", "Origin", FRIEND).header("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void a_browser_that_asks_first_is_answered() {
    Answer friend = preflight(FRIEND);
    Answer stranger = preflight(STRANGER);

    assertThat(friend.status()).isEqualTo(204);
    assertThat(friend.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
    assertThat(friend.header("Access-Control-Allow-Methods")).contains("POST");
    assertThat(friend.header("Access-Control-Allow-Headers"))
        .contains(
            "Content-Type",
            "Idempotency-Key",
            "Last-Event-ID",
            "If-Match",
            "If-None-Match",
            "Prefer");
    assertThat(stranger.header("Access-Control-Allow-Origin")).isEmpty();
    assertThat(stranger.header("Access-Control-Allow-Headers")).isEmpty();
  }

  @Test
  void an_allowed_site_may_create_tasks() {
    Answer created =
        http.post("/api/tasks", TASK, "Origin", FRIEND, "Sec-Fetch-Site", "cross-site");

    assertThat(created.status()).isEqualTo(202);
    assertThat(created.header("Access-Control-Allow-Origin")).isEqualTo(FRIEND);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "cross-site,  https://stranger.example.org",
        "cross-site,  -",
        "same-site,   https://sibling.localhost",
        "cross-site,  null",
        "-,           https://stranger.example.org",
        "-,           null",
        "-,           https://friend.example.org.evil.example",
        "cross-site,  http://friend.example.org"
      })
  void a_foreign_page_changes_nothing(@Nullable String site, @Nullable String origin)
      throws IOException {
    for (String path :
        List.of("/api/tasks", "/api/tasks/create", "/api/uploads?name=a", "/api/tasks/x/retry")) {
      String answer =
          raw(
              path,
              (origin == null ? "" : "Origin: " + origin + "\r\n")
                  + (site == null ? "" : "Sec-Fetch-Site: " + site + "\r\n"));

      assertThat(answer).as(path).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void a_foreign_page_is_told_so_in_a_sentence() {
    Answer refused =
        http.post("/api/tasks", TASK, "Origin", STRANGER, "Sec-Fetch-Site", "cross-site");

    assertThat(refused.json().get("detail").asString())
        .isEqualTo("It comes from a page of another web site.");
    assertThat(refused.header("X-Request-Id")).isNotEmpty();
  }

  @Test
  void our_own_pages_and_programs_may_change_things() throws IOException {
    String own = "Origin: http://localhost:" + server.port() + "\r\n";

    assertThat(raw("/api/tasks", own + "Sec-Fetch-Site: same-origin\r\n")).contains(" 202 ");
    assertThat(raw("/api/tasks", own)).contains(" 202 ");
    assertThat(raw("/api/tasks", "Sec-Fetch-Site: none\r\n")).contains(" 202 ");
    assertThat(raw("/api/tasks", "")).contains(" 202 ");
  }

  @Test
  void nothing_is_changed_by_reading() {
    String id = http.task("stay", Map.of());

    assertThat(http.get("/api/tasks/" + id + "/cancellation").status()).isEqualTo(405);
    assertThat(http.get("/api/tasks/" + id + "/retry").status()).isEqualTo(405);
    assertThat(http.get("/api/tasks/create").status()).isIn(404, 405);
  }

  private Answer preflight(String origin) {
    return http.send(
        "OPTIONS",
        "/api/tasks",
        BodyPublishers.noBody(),
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "content-type,idempotency-key");
  }

  private static String raw(String path, String headers) throws IOException {
    try (Raw raw = Raw.to(server.port())) {
      raw.send(
          "POST %s HTTP/1.1\r\nHost: localhost:%d\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n%s"
              .formatted(path, server.port(), headers, TASK.length(), TASK));
      return raw.head();
    }
  }
}
