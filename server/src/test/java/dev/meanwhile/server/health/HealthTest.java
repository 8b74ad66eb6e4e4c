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
  }
}
