package dev.meanwhile.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.meanwhile.server.settings.DatabaseSettings;
import dev.meanwhile.server.start.StartRefused;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Opens the connections of this node, or says in one sentence why it cannot.
final class Pool {
  private static final int START_PATIENCE_MS = 5_000;
  private static final int REQUEST_PATIENCE_MS = 3_000;

  private Pool() {}

  static HikariDataSource open(DatabaseSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("meanwhile");
    config.setJdbcUrl(settings.address());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.pool());
    config.setConnectionTimeout(REQUEST_PATIENCE_MS);
    config.setInitializationFailTimeout(START_PATIENCE_MS);
    config.addDataSourceProperty("ApplicationName", "meanwhile");
    config.addDataSourceProperty("connectTimeout", "5");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // "Failing row contains (…)" would write people's data into the log.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    // A transaction that its owner forgot would hold up the live stream of everybody.
    config.setConnectionInitSql("set idle_in_transaction_session_timeout = '60s'");
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw refused(settings, e);
    } catch (RuntimeException e) {
      throw new StartRefused(
          "The address of the database, " + settings.shown() + ", cannot be used.",
          "Correct MEANWHILE_DATABASE_URL, for example to"
              + " jdbc:postgresql://localhost:5432/meanwhile.");
    }
  }

  private static StartRefused refused(DatabaseSettings settings, Throwable failure) {
    SQLException cause = sql(failure);
    String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    String where = settings.shown();
    return switch (state) {
      case "28P01", "28000" ->
          new StartRefused(
              "The database at %s refuses the user or the password.".formatted(where),
              "Correct MEANWHILE_DATABASE_USER and MEANWHILE_DATABASE_PASSWORD.");
      case "3D000" ->
          new StartRefused(
              "There is no such database as %s.".formatted(where),
              "Create it, or correct MEANWHILE_DATABASE_URL.");
      case "53300" ->
          new StartRefused(
              "The database at %s takes no more connections.".formatted(where),
              "Raise its max_connections, or lower MEANWHILE_DATABASE_POOL.");
      case "57P03" ->
          new StartRefused(
              "The database at %s is still starting.".formatted(where),
              "Start Meanwhile again in a moment.");
      default ->
          new StartRefused(
              "The database at %s does not answer.".formatted(where),
              "Start it, or correct MEANWHILE_DATABASE_URL.");
    };
  }

  private static @Nullable SQLException sql(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
