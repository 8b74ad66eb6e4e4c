package dev.meanwhile.apps;

import dev.meanwhile.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// Where an installation keeps what must stay: `postgres`, `uploads`, `imports` and `log`.
///
/// @param path an absolute path
record DataFolder(Path path) {

  /// The folder somebody chose, or else `.meanwhile/NAME` beside the sources.
  static DataFolder named(String name, String chosen) {
    try {
      var path =
          chosen.isBlank()
              ? Path.of(System.getProperty("meanwhile.home", ""), ".meanwhile", name)
              : Path.of(chosen.strip());
      return new DataFolder(path.toAbsolutePath().normalize());
    } catch (InvalidPathException _) {
      throw new Refused("'%s' is no name of a folder.".formatted(chosen));
    }
  }

  Path postgres() {
    return path.resolve("postgres");
  }

  Path log() {
    return path.resolve("log").resolve("meanwhile.log");
  }

  /// Makes the folder, and refuses one that cannot be written.
  void create() {
    try {
      Files.createDirectories(log().getParent());
      Files.delete(Files.createTempFile(path, "try", null));
    } catch (IOException e) {
      throw new Refused(
          "The data folder %s cannot be written (%s). Give this user the right to, or choose another folder with --data or MEANWHILE_DATA."
              .formatted(path, StartFailure.reason(e)));
    }
  }

  /// Removes what was kept, so that the next start begins anew. Only what is ours is removed.
  void erase() {
    if (Files.exists(postgres())) {
      LocalPostgres.delete(postgres());
    }
    deleteTree(path.resolve("uploads"));
    deleteTree(path.resolve("imports"));
    deleteTree(log().getParent());
  }

  static void deleteTree(@Nullable Path folder) {
    if (folder == null || !Files.exists(folder)) {
      return;
    }
    try (var tree = Files.walk(folder)) {
      for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new Refused(
          "The folder %s cannot be removed (%s).".formatted(folder, StartFailure.reason(e)));
    }
  }

  /// What the person who started us would type to name this folder.
  String shown() {
    var here = Path.of("").toAbsolutePath();
    return path.startsWith(here) ? here.relativize(path).toString() : path.toString();
  }
}
