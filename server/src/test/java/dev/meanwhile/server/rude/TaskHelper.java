package dev.meanwhile.server.rude;

import dev.meanwhile.postgres.LocalPostgres;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RestController;

/// A public controller that speaks SQL and to stores, reads the clock, sleeps, and knows too much.
@RestController
public class TaskHelper {
  private final RudeStore store = new RudeStore();

  @Nullable JdbcClient client;
  @Nullable LocalPostgres postgres;

  Instant late() throws InterruptedException {
    Thread.sleep(1);
    return store.hashCode() == 0 ? Instant.EPOCH : Instant.now();
  }
}
