package dev.meanwhile.server.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.Raw;
import dev.meanwhile.server.support.RunningServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class ProblemTest {
  @RegisterExtension static final RunningServer server = RunningServer.with();

  private final Http http = server.http();

  /// What an application's own controller may do; found by the component scan.
  @RestController
  static class Breaking {
    @GetMapping("/api/types/a/break")
    String breaks() {
      throw new IllegalStateException("select secret from /etc/passwd at dev.meanwhile.Secret");
    }

    @GetMapping("/api/types/a/refuse")
    String refuses() {
      throw new Refusal(418, "teapot", "No coffee.", "This is a teapot.", "Ask for tea.")
          .error("/drink", "wrong", "Tea only.")
          .retryAfter(7);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/nothing,       404, no-such-address",
    "GET,    /api/,              404, no-such-address",
    "GET,    /api,               404, no-such-address",
    "GET,    /nothing.js,        404, no-such-address",
    "GET,    /assets/nothing.js, 404, no-such-address",
    "POST,   /nothing,           404, no-such-address",
    "DELETE, /api/tasks,         405, wrong-method",
    "PUT,    /api/tasks,         405, wrong-method",
    "POST,   /api/me,            405, wrong-method",
    "GET,    /api/tasks/17,      404, not-found",
    "GET,    /api/tasks?limit=x, 400, bad-parameter",
    "GET,    /api/types/a/break,         500, internal",
    "GET,    /api/types/a/refuse,        418, teapot"
  })
  void every_error_is_a_problem(String method, String path, int status, String slug) {
    Answer answer = http.send(method, path, BodyPublishers.noBody());

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Cache-Control")).contains("no-store");
    assertThat(answer.json().get("type").asString())
        .isEqualTo("https://meanwhile.dev/problems/" + slug);
    assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    for (String part : new String[] {"title", "detail", "advice"}) {
      assertThat(answer.json().get(part).asString()).isNotBlank();
    }
    assertThat(answer.json().get("request_id").asString()).isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.body())
        .doesNotContain("Exception", "dev.meanwhile.", "/etc/", "select ", "org.");
  }

  @Test
  void a_wrong_method_names_the_right_ones() {
    Answer refused = http.send("DELETE", "/api/tasks", BodyPublishers.noBody());

    assertThat(refused.header("Allow")).contains("GET", "POST");
  }

  @Test
  void a_refusal_carries_its_fields_and_headers() {
    Answer refused = http.get("/api/types/a/refuse");

    assertThat(refused.header("Retry-After")).isEqualTo("7");
    assertThat(refused.json().get("title").asString()).isEqualTo("No coffee.");
    assertThat(refused.json().get("errors").toString())
        .isEqualTo("[{\"pointer\":\"/drink\",\"code\":\"wrong\",\"message\":\"Tea only.\"}]");
  }

  @Test
  void who_does_not_accept_json_is_told_in_json() {
    Answer refused = http.get("/api/tasks", "Accept", "text/csv");

    assertThat(refused.status()).isEqualTo(406);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void a_problem_is_told_whatever_the_request_accepts() {
    assertThat(http.get("/api/tasks/17", "Accept", "text/html").status()).isEqualTo(404);
    assertThat(http.get("/api/nothing", "Accept", "text/html").header("Content-Type"))
        .isEqualTo("application/problem+json");
  }

  @Test
  void a_sender_may_choose_the_request_id() {
    assertThat(http.get("/api/me", "X-Request-Id", "abc-123").header("X-Request-Id"))
        .isEqualTo("abc-123");
    assertThat(
            http.get("/api/tasks/17", "X-Request-Id", "abc-123")
                .json()
                .get("request_id")
                .asString())
        .isEqualTo("abc-123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>", "a b", "${jndi:ldap://x}"})
  void a_request_id_that_could_do_harm_is_replaced(String id) {
    String given = http.get("/api/me", "X-Request-Id", id).header("X-Request-Id");

    assertThat(UUID.fromString(given)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/tasks?q=%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/tasks?q=%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/tasks/%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api/%2e%2e/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "RUBBISH\r\n\r\n",
        "POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
      })
  void what_is_not_proper_http_is_refused_without_a_word_about_us(String request)
      throws IOException {
    try (Raw raw = Raw.to(server.port())) {
      raw.send(request);
      String answer = raw.head();

      assertThat(answer).matches("(?s)HTTP/1.1 4\\d\\d .*");
      assertThat(answer).containsIgnoringCase("X-Content-Type-Options: nosniff");
      assertThat(answer + raw.rest()).doesNotContain("Jetty", "jetty", "Exception", "<html");
    }
  }

  @Test
  void headers_that_are_too_large_are_431() throws IOException {
    try (Raw raw = Raw.to(server.port())) {
      raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + "x".repeat(100_000) + "\r\n\r\n");
      String answer = raw.head();

      assertThat(answer).startsWith("HTTP/1.1 431 ").contains("application/problem+json");
      assertThat(raw.rest()).contains("Its headers are too large.");
    }
  }

  @Test
  void a_request_that_breaks_off_harms_nobody() throws IOException {
    try (Raw raw = Raw.to(server.port())) {
      raw.send(
          "POST /api/tasks HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{\"task");
    }

    assertThat(http.ended(http.task("echo", Map.of())).get("label").asString()).isEqualTo("done");
  }
}
