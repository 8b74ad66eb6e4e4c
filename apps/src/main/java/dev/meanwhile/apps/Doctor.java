package dev.meanwhile.apps;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresFailed;
import dev.meanwhile.postgres.PostgresSettings;
import dev.meanwhile.server.settings.DatabaseSettings;
import dev.meanwhile.server.start.StartRefused;
import dev.meanwhile.server.wall.WallStore;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/// The command `doctor`: what is present, what is missing, what to type. Line by line.
final class Doctor {
  private static final long ENOUGH_BYTES = 1L << 30;

  private final PrintStream out;
  private final Map<String, String> environment;
  private int missing;

  Doctor(PrintStream out, Map<String, String> environment) {
    this.out = out;
    this.environment = environment;
  }

  int run(Arguments arguments) {
    var port = arguments.value("--port", environment.getOrDefault("MEANWHILE_PORT", "8080"));
    var folder =
        DataFolder.named(
            "demo", arguments.value("--data", environment.getOrDefault("MEANWHILE_DATA", "")));
    arguments.end();
    Logs.silence();
    pages();
    postgres();
    folder(folder);
    port(port);
    database();
    if (missing == 0) {
      out.println("All is well. Type: ./meanwhile demo");
      return 0;
    }
    out.println(
        missing == 1 ? "1 thing has to be put right." : missing + " things have to be put right.");
    return 1;
  }

  private void pages() {
    if (Doctor.class.getResource("/META-INF/resources/index.html") == null) {
      out.println(
          "– The pages are not built in, only the HTTP API answers. Install Node 20.19 or newer and type: mvn package -DskipTests");
    } else {
      good("The pages are built in");
    }
  }

  /// A short life instead of a look at files: only that tells whether it runs for this user.
  private void postgres() {
    try {
      var folder = Files.createTempDirectory("meanwhile-doctor");
      try (var postgres = LocalPostgres.start(PostgresSettings.in(folder).forTests())) {
        good("PostgreSQL 18 starts for this user (tried on port %d)".formatted(postgres.port()));
      } finally {
        DataFolder.deleteTree(folder);
      }
    } catch (IOException | PostgresFailed e) {
      bad("PostgreSQL does not start: " + e.getMessage());
    }
  }

  private void folder(DataFolder folder) {
    try {
      folder.create();
      long free = Files.getFileStore(folder.path()).getUsableSpace();
      if (free < ENOUGH_BYTES) {
        bad(
            "Only %d MB are free for the data folder %s. Make room, or type: ./meanwhile demo --data FOLDER"
                .formatted(free >> 20, folder.shown()));
      } else {
        good(
            "The data folder %s can be written, %d GB are free"
                .formatted(folder.shown(), free >> 30));
      }
    } catch (IOException | Refused e) {
      bad(String.valueOf(e.getMessage()));
    }
  }

  private void port(String text) {
    try {
      var port = Port.of(text);
      port.requireFree();
      good("Port %d is free".formatted(port.number()));
    } catch (Refused e) {
      bad(String.valueOf(e.getMessage()));
    }
  }

  private void database() {
    var url = environment.getOrDefault("MEANWHILE_DATABASE_URL", "");
    if (url.isBlank()) {
      out.println(
          "– MEANWHILE_DATABASE_URL is not set, so demo and serve start a PostgreSQL of their own");
      return;
    }
    try {
      var settings =
          new DatabaseSettings(
              url,
              environment.get("MEANWHILE_DATABASE_USER"),
              environment.get("MEANWHILE_DATABASE_PASSWORD"),
              20,
              "preferred");
      try (var connection =
          DriverManager.getConnection(settings.address(), settings.user(), settings.password())) {
        good(
            "The database answers: PostgreSQL %s, %s"
                .formatted(connection.getMetaData().getDatabaseProductVersion(), settings.shown()));
        var gap = WallStore.outlook(connection);
        if (gap != null) {
          out.println(
              "– The database cannot check once more what people see (docs/operate/access.md). "
                  + gap);
        }
      }
    } catch (StartRefused e) {
      bad(e.getMessage() + " " + e.advice());
    } catch (SQLException e) {
      bad(
          "The database does not answer: %s. Start it, or correct MEANWHILE_DATABASE_URL"
              .formatted(String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
    }
  }

  private void good(String what) {
    out.println("✓ " + what);
  }

  private void bad(String what) {
    missing++;
    out.println("✗ " + what);
  }
}
