package dev.meanwhile.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How a [LocalPostgres] is to run.
///
/// @param folder where everything is kept: the data, the password, the log
/// @param port the port on 127.0.0.1; 0 takes a free one
/// @param durable whether a commit survives a power failure; only tests do without
/// @param stopsWithJvm whether a shutdown hook stops the server when nobody closed it. A program
///   that has its own order of stopping turns it off and closes the server last
/// @param patience how long a start may take, recovery after a crash included
/// @param extra further lines of `postgresql.conf`; they win over ours
public record PostgresSettings(
    Path folder,
    int port,
    boolean durable,
    boolean stopsWithJvm,
    Duration patience,
    Map<String, String> extra) {

  public PostgresSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
    }
    folder = folder.toAbsolutePath().normalize();
    extra = Map.copyOf(extra);
    extra.forEach(Configuration::requireSound);
  }

  public static PostgresSettings in(Path folder) {
    return new PostgresSettings(folder, 0, true, true, Duration.ofMinutes(2), Map.of());
  }

  public PostgresSettings withPort(int port) {
    return new PostgresSettings(folder, port, durable, stopsWithJvm, patience, extra);
  }

  /// Without flushing to disk: fast, and still safe against a stop with [StopMode#IMMEDIATE], but
  /// not against a power failure.
  public PostgresSettings forTests() {
    return new PostgresSettings(folder, port, false, stopsWithJvm, patience, extra);
  }

  public PostgresSettings stoppedByCallerOnly() {
    return new PostgresSettings(folder, port, durable, false, patience, extra);
  }

  public PostgresSettings withPatience(Duration patience) {
    return new PostgresSettings(folder, port, durable, stopsWithJvm, patience, extra);
  }

  public PostgresSettings with(String name, String value) {
    var more = new TreeMap<>(extra);
    more.put(name, value);
    return new PostgresSettings(folder, port, durable, stopsWithJvm, patience, more);
  }
}
