package dev.meanwhile.postgres;

import java.util.Locale;

/// A kind of machine we bring PostgreSQL for.
///
/// @param name our name of it, used in folder names
/// @param archive the packed binaries on the class path
record Platform(String name, String archive) {

  static Platform current() {
    return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  boolean isLinux() {
    return name.startsWith("linux-");
  }

  static Platform of(String system, String processor) {
    var os = system.toLowerCase(Locale.ROOT);
    var linux = os.startsWith("linux");
    var mac = os.startsWith("mac") || os.startsWith("darwin");
    var chip =
        switch (processor.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64", "x64" -> "amd64";
          case "aarch64", "arm64" -> "arm64";
          default -> "";
        };
    if ((!linux && !mac) || chip.isEmpty()) {
      throw new PostgresFailed(
          "Meanwhile brings no PostgreSQL for %s on %s: it has one for Linux and macOS, on amd64 and arm64. Install PostgreSQL 18 yourself and give Meanwhile its address."
              .formatted(system, processor));
    }
    return new Platform(
        (linux ? "linux-" : "darwin-") + chip,
        "/postgres-%s-%s.txz"
            .formatted(linux ? "linux" : "darwin", chip.equals("amd64") ? "x86_64" : "arm_64"));
  }
}
