package dev.meanwhile.postgres;

import java.nio.file.Path;
import java.util.List;

/// Where the unpacked programs are kept between starts.
final class Cache {
  private Cache() {}

  /// The place somebody chose, or else the home of the user, or else the data folder itself (users
  /// in containers often have no home).
  static List<Path> places(Path dataFolder) {
    var chosen =
        System.getProperty("meanwhile.postgres.cache", System.getenv("MEANWHILE_POSTGRES_CACHE"));
    if (chosen != null && !chosen.isBlank()) {
      return List.of(Path.of(chosen).toAbsolutePath());
    }
    var home = Path.of(System.getProperty("user.home", "")).toAbsolutePath();
    var cache = home.resolve(".cache").resolve("meanwhile");
    return DataFolder.hasSoundName(cache) ? List.of(cache, dataFolder) : List.of(dataFolder);
  }
}
