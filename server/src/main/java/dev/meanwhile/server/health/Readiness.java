package dev.meanwhile.server.health;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.server.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Whether this server can take work. The first to know that it is stopping.
@Component
final class Readiness implements SmartLifecycle {
  private static final int PATIENCE_SECONDS = 2;

  private final DataSource database;
  private final Engine engine;
  private final boolean worker;
  private volatile boolean running;

  Readiness(DataSource database, Engine engine, Settings settings) {
    this.database = database;
    this.engine = engine;
    this.worker = settings.worker();
  }

  /// Why not; null when it can.
  @Nullable String obstacle() {
    if (!running) {
      return "This server is starting or stopping.";
    }
    try (Connection connection = database.getConnection()) {
      if (!connection.isValid(PATIENCE_SECONDS)) {
        return "The database does not answer.";
      }
    } catch (SQLException _) {
      return "The database does not answer.";
    }
    return worker && !engine.healthy() ? "The engine is out of touch with the database." : null;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
