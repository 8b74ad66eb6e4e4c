package dev.meanwhile.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Raw;
import dev.meanwhile.server.support.RunningServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.site=http://Tasks.Example.org:8443", "meanwhile.worker=false");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8080",
        "localhost",
        "LOCALHOST:1",
        "desk.localhost",
        "[::1]:80",
        "tasks.example.org",
        "tasks.example.org:8443"
      })
  void our_own_names_are_answered(String host) throws IOException {
    assertThat(get("/api/me", host)).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "xlocalhost",
        "tasks.example.org.evil.example",
        "192.168.1.5",
        "0.0.0.0",
        "1270.0.0.1"
      })
  void a_name_that_somebody_pointed_here_is_not(String host) throws IOException {
    assertThat(get("/api/me", host)).startsWith("HTTP/1.1 421").contains("problem+json");
    assertThat(get("/", host)).startsWith("HTTP/1.1 421");
  }

  @Test
  void whoever_looks_after_the_node_may_use_any_name() throws IOException {
    assertThat(get("/readyz", "10.0.0.9:8080")).startsWith("HTTP/1.1 200");
  }

  @Test
  void outside_a_demo_all_names_are_good_unless_the_site_has_one() throws IOException {
    try (var open = server.start("meanwhile.demo=false", "meanwhile.site=")) {
      assertThat(get(RunningServer.port(open), "/api/session", "tasks.elsewhere.example"))
          .startsWith("HTTP/1.1 200");
    }
  }

  private static String get(String path, String host) throws IOException {
    return get(server.port(), path, host);
  }

  private static String get(int port, String path, String host) throws IOException {
    try (Raw raw = Raw.to(port)) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
      return raw.head();
    }
  }
}
