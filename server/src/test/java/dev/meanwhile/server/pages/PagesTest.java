package dev.meanwhile.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

class PagesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @RegisterExtension static final RunningServer server = RunningServer.with();

  private final Http http = server.http();

  @ParameterizedTest
  @ValueSource(strings = {"/", "/index.html", "/tasks", "/tasks/019a", "/imports/new", "/a.b/c"})
  void the_console_answers_at_every_address_of_its_own(String path) {
    Answer page = http.get(path, "Accept", BROWSER);

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("Console of the tests");
    assertThat(page.header("Cache-Control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/nothing", "/api", "/api/"})
  void the_api_never_answers_with_a_page(String path) {
    Answer answer = http.get(path, "Accept", BROWSER);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
  }

  @Test
  void who_does_not_ask_for_a_page_gets_none() {
    assertThat(http.get("/missing.js", "Accept", "*/*").status()).isEqualTo(404);
    assertThat(http.get("/tasks/019a", "Accept", "application/json").status()).isEqualTo(404);
  }

  @Test
  void what_has_its_content_in_its_name_is_kept_for_ever() {
    Answer asset = http.get("/assets/probe-1a2b3c.js");

    assertThat(asset.body()).contains("probe");
    assertThat(asset.header("Content-Type")).startsWith("text/javascript");
    assertThat(asset.header("Cache-Control")).contains("immutable", "max-age=31536000");
    assertThat(asset.header("Last-Modified")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/meanwhile.js"})
  void a_page_that_has_not_changed_is_not_sent_again(String path) {
    Answer first = http.get(path, "Accept", "text/html,*/*");
    Answer second =
        http.get(path, "Accept", "text/html,*/*", "If-None-Match", first.header("ETag"));

    assertThat(first.header("ETag")).isNotEmpty();
    assertThat(first.header("Last-Modified")).isEmpty();
    assertThat(second.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/tasks",
        "/meanwhile.js",
        "/assets/probe-1a2b3c.js",
        "/api/tasks",
        "/api/nothing",
        "/livez",
        "/readyz",
        "/nothing.js"
      })
  void every_answer_forbids_what_nobody_needs(String path) {
    Answer answer = http.get(path);

    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.header("Referrer-Policy")).isNotEmpty();
    assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("X-Request-Id")).isNotEmpty();
    assertThat(answer.header("Server")).isEmpty();
    if (path.startsWith("/api")) {
      assertThat(answer.header("Cache-Control")).contains("no-store");
    }
  }

  @Test
  void a_server_without_pages_says_so() {
    var door = new FrontDoor(new ClassPathResource("META-INF/nothing/index.html"));

    assertThat(String.valueOf(door.enter().getBody()))
        .contains("built without its pages")
        .contains("mvn package");
  }

  @Test
  void another_content_is_another_tag() {
    var tags = new ContentTags();

    assertThat(tags.apply(new ByteArrayResource(new byte[] {1}, "one")))
        .isNotEqualTo(tags.apply(new ByteArrayResource(new byte[] {2}, "two")));
  }
}
