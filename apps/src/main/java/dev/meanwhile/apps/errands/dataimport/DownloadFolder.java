package dev.meanwhile.apps.errands.dataimport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The folder of fetched files, one for each import that still needs its file.
final class DownloadFolder {
  private static final String UNFINISHED = ".part";

  private final Path folder;

  DownloadFolder(Path folder) {
    this.folder = folder;
  }

  Path file(UUID task) {
    return folder.resolve(task.toString());
  }

  /// Writes what comes in; under its name only when it is complete.
  Download take(UUID task, int attempt, InputStream bytes) throws IOException {
    Files.createDirectories(folder);
    Path unfinished = folder.resolve("%s.%d%s".formatted(task, attempt, UNFINISHED));
    try {
      Download download;
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        download = copy(bytes, out);
      }
      Files.move(unfinished, file(task), StandardCopyOption.ATOMIC_MOVE);
      return download;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /// Whether the file of a task is there, byte for byte.
  boolean holds(UUID task, Download expected) throws IOException {
    Path file = file(task);
    if (!Files.isRegularFile(file) || Files.size(file) != expected.size()) {
      return false;
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      return copy(bytes, OutputStream.nullOutputStream()).equals(expected);
    }
  }

  void forget(UUID task) throws IOException {
    Files.deleteIfExists(file(task));
  }

  /// Removes the files of tasks that need them no more.
  void tidy(Predicate<UUID> needed) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.length() >= 36 && !needed.test(UUID.fromString(name.substring(0, 36)))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private static Download copy(InputStream bytes, OutputStream out) throws IOException {
    MessageDigest digest = sha256();
    long size;
    try (var summed = new DigestOutputStream(out, digest)) {
      size = bytes.transferTo(summed);
    }
    return new Download(size, HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
