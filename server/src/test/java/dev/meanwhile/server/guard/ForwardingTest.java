package dev.meanwhile.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Staff;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ForwardingTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with(
          "meanwhile.demo=false",
          "meanwhile.worker=false",
          "meanwhile.trusted.proxies=127.0.0.1,10.0.0.0/8,2001:db8:1::/48");

  private Staff staff;

  @BeforeEach
  void forgetGuesses() {
    server.bean(JdbcClient.class).sql("truncate meanwhile.throttles").update();
    staff = Staff.of(server);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.7                        | 203.0.113.7",
        "203.0.113.7:4711                   | 203.0.113.7",
        "[2001:db8::9]:443                  | 2001:db8:0:0:0:0:0:9",
        "2001:db8::9                        | 2001:db8:0:0:0:0:0:9",
        "6.6.6.6, 203.0.113.7               | 203.0.113.7",
        "6.6.6.6, 203.0.113.7, 10.1.2.3     | 203.0.113.7",
        "203.0.113.7, 2001:db8:1::5         | 203.0.113.7",
        "10.9.9.9                           | 10.9.9.9",
        "unknown                            | 127.0.0.1",
        "203.0.113.7, <script>              | 127.0.0.1",
        "203.0.113.7, not an address, 10.1.1.1 | 10.1.1.1",
        "example.org                        | 127.0.0.1"
      })
  void the_client_is_the_last_address_that_is_no_proxy_of_ours(String way, String client) {
    assertThat(addressOf("X-Forwarded-For", way)).isEqualTo(client);
  }

  @Test
  void without_a_word_of_the_proxy_the_client_is_who_connects() {
    assertThat(addressOf("X-Real-IP", "203.0.113.7")).isEqualTo("127.0.0.1");
  }

  @Test
  void who_is_no_proxy_is_not_believed() {
    try (var other = server.start("meanwhile.trusted.proxies=192.0.2.1")) {
      var http =
          new dev.meanwhile.server.support.Http("http://127.0.0.1:" + RunningServer.port(other));
      var browser = new Browser(http);
      Answer answer =
          browser.post(
              "/api/session",
              Map.of("username", "ada", "password", Staff.PASSWORD),
              "X-Forwarded-For",
              "203.0.113.7",
              "X-Forwarded-Proto",
              "https");

      assertThat(answer.header("Set-Cookie")).doesNotContain("Secure");
      assertThat(address(browser)).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void a_browser_that_came_by_https_gets_a_cookie_for_https() {
    var browser = new Browser(server.http());
    Answer answer =
        browser.post(
            "/api/session",
            Map.of("username", "ada", "password", Staff.PASSWORD),
            "X-Forwarded-Proto",
            "https");

    assertThat(answer.response().headers().allValues("Set-Cookie"))
        .isNotEmpty()
        .allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-").contains("Secure"));
    assertThat(browser.get("/api/me", "X-Forwarded-Proto", "https").status()).isEqualTo(200);
    assertThat(browser.get("/api/me").status()).isEqualTo(401);
  }

  @Test
  void a_page_of_the_forwarded_host_is_one_of_ours() {
    Answer ours =
        staff
            .admin()
            .send(
                "POST",
                "/api/session/activity",
                Map.of(),
                "Origin",
                "https://tasks.example.org",
                "X-Forwarded-Host",
                "tasks.example.org",
                "X-Forwarded-Proto",
                "https");
    Answer foreign =
        staff
            .admin()
            .send(
                "POST",
                "/api/session/activity",
                Map.of(),
                "Origin",
                "https://evil.example",
                "X-Forwarded-Host",
                "tasks.example.org");

    // Past the check of the origin; the cookie is not one for HTTPS.
    assertThat(ours.status()).isEqualTo(401);
    assertThat(foreign.status()).isEqualTo(403);
  }

  @Test
  void guesses_are_counted_for_the_client_and_not_for_the_proxy() {
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      refused += guess("somebody" + i, "203.0.113.9").status() == 429 ? 1 : 0;
    }

    // A few come back while these are made.
    assertThat(refused).isBetween(1, 10);
    assertThat(guess("another", "203.0.113.10").status()).isEqualTo(401);
  }

  private static Answer guess(String username, String address) {
    return new Browser(server.http())
        .post(
            "/api/session",
            Map.of("username", username, "password", "not this one"),
            "X-Forwarded-For",
            address);
  }

  private static String addressOf(String header, String value) {
    var browser = new Browser(server.http());
    browser.post(
        "/api/session", Map.of("username", "ada", "password", Staff.PASSWORD), header, value);
    return address(browser);
  }

  /// Which address the server knows this browser by.
  private static String address(Browser browser) {
    for (var one : browser.get("/api/sessions").json().get("items")) {
      if (one.get("current").asBoolean()) {
        return one.get("address").asString();
      }
    }
    throw new AssertionError("The session is not in the list.");
  }
}
