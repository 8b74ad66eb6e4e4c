package dev.meanwhile.proof.node;

import dev.meanwhile.proof.ProofFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// The folder a proof works in: emptied at the beginning, removed after it has passed.
///
/// @param home where the sources and jars of Meanwhile lie
/// @param folder the proof's own
public record Premises(Path home, Path folder) {

  public static Premises of(String proof) {
    var home = Path.of(System.getProperty("meanwhile.home", "")).toAbsolutePath().normalize();
    var folder = home.resolve(".meanwhile").resolve("proof").resolve(proof);
    try {
      delete(folder);
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ProofFailed("The folder %s cannot be emptied: %s.".formatted(folder, e), e);
    }
    return new Premises(home, folder);
  }

  /// The executable jar of a module.
  public Path jar(String module) {
    var target = home.resolve(module).resolve("target");
    try (var files = Files.newDirectoryStream(target, "meanwhile-" + module + "-*-exec.jar")) {
      for (var jar : files) {
        return jar;
      }
    } catch (IOException _) {
      // Said below.
    }
    throw new ProofFailed(
        "There is no executable jar in %s; './meanwhile prove' builds it.".formatted(target));
  }

  public Path file(String name) {
    return folder.resolve(name);
  }

  public void remove() {
    try {
      delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var tree = Files.walk(folder)) {
      for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
