package dev.meanwhile.apps;

import dev.meanwhile.server.secret.LogRedaction;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/// The log: everything goes into a file of the data folder, the terminal shows only what the
/// commands themselves say.
final class Logs {
  private Logs() {}

  static Map<String, String> settings(Path file, String console) {
    return Map.of(
        "logging.file.name", file.toString(),
        "logging.threshold.console", console,
        "logging.logback.rollingpolicy.max-file-size", "10MB",
        "logging.logback.rollingpolicy.total-size-cap", "100MB",
        "logging.level.root", "INFO");
  }

  /// For a command that says everything itself.
  static void silence() {
    var system = LoggingSystem.get(Logs.class.getClassLoader());
    system.beforeInitialize();
    system.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
    system.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
  }

  /// Starts to log now, before Spring does: the database is started first.
  static void begin(Map<String, String> settings) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("logs", Map.copyOf(settings)));
    var system = LoggingSystem.get(Logs.class.getClassLoader());
    var file = LogFile.get(environment);
    if (file != null) {
      file.applyToSystemProperties();
    }
    system.getSystemProperties(environment).apply(file);
    system.beforeInitialize();
    system.initialize(new LoggingInitializationContext(environment), null, file);
    LogRedaction.begin();
  }
}
