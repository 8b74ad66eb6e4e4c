package dev.meanwhile.postgres.junit;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresFailed;
import dev.meanwhile.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/// The temporary folder of the test server. It lies beside those of other test runs of this user.
record TestFolder(Path path) {

  static TestFolder create(Path parent) {
    try {
      Files.createDirectories(parent);
      sweep(parent);
      return new TestFolder(Files.createTempDirectory(parent, "run-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path ofThisUser() {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "meanwhile-tests-" + System.getProperty("user.name"));
  }

  /// Ends and deletes what test runs that were killed have left behind.
  private static void sweep(Path parent) throws IOException {
    List<Path> others;
    try (var folders = Files.list(parent)) {
      others = folders.filter(TestFolder::isOne).toList();
    }
    for (var other : others) {
      try {
        LocalPostgres.delete(other);
      } catch (PostgresFailed _) {
        // A test run that is going on uses it.
      }
    }
  }

  private static boolean isOne(Path folder) {
    return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
        && Files.exists(folder.resolve("lock"));
  }

  LocalPostgres startServer() {
    return LocalPostgres.start(PostgresSettings.in(path).forTests());
  }

  void delete() {
    LocalPostgres.delete(path);
  }
}
