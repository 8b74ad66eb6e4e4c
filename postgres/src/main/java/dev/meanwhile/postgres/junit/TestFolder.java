package dev.meanwhile.postgres.junit;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The temporary folder of the test server.
record TestFolder(Path path) {

  static TestFolder create() {
    try {
      return new TestFolder(Files.createTempDirectory("meanwhile-test-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  LocalPostgres startServer() {
    return LocalPostgres.start(PostgresSettings.in(path).forTests());
  }

  void delete() {
    try (var paths = Files.walk(path)) {
      for (var each : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
