package dev.meanwhile.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.RunningServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HealthTest {
  @RegisterExtension static final RunningServer server = RunningServer.with();

  @Test
  void a_running_server_is_alive_and_ready() {
    Http http = server.http();

    assertThat(http.get("/livez").body()).isEqualTo("{\"status\":\"up\"}");
    assertThat(http.get("/readyz").status()).isEqualTo(200);
    assertThat(http.get("/readyz").header("Cache-Control")).contains("no-store");
  }

  @Test
  void a_server_that_stops_takes_no_more_work() {
    Http http = server.http();
    Readiness readiness = server.bean(Readiness.class);

    readiness.stop();
    try {
      assertThat(http.get("/readyz").status()).isEqualTo(503);
      assertThat(http.get("/readyz").body())
          .isEqualTo("{\"status\":\"down\",\"reason\":\"This server is starting or stopping.\"}");
      assertThat(http.get("/livez").status()).isEqualTo(200);
    } finally {
      readiness.start();
    }
    assertThat(http.get("/readyz").status()).isEqualTo(200);
  }
}
