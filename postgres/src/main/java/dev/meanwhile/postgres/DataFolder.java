package dev.meanwhile.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/// The folder of one server: `data` (PostgreSQL's own), `password`, `log`, `lock` and `owner`.
///
/// @param path an absolute path
record DataFolder(Path path) {
  static final String USER = "meanwhile";
  static final long LEAST_FREE_BYTES = 200L << 20;
  private static final Set<String> OURS =
      Set.of("data", "data.unfinished", "password", "log", "lock", "owner", "unpacking.lock");

  Path data() {
    return path.resolve("data");
  }

  /// The folders in which the processes of a server work.
  Set<Path> workplaces() throws IOException {
    var real = path.toRealPath();
    return Set.of(real, real.resolve("data"), real.resolve("data.unfinished"));
  }

  Path passwordFile() {
    return path.resolve("password");
  }

  Path logs() {
    return path.resolve("log");
  }

  Path log() {
    return logs().resolve("postgres.log");
  }

  /// Creates the folder when it is missing and refuses one that is somebody else's.
  static DataFolder at(Path path) {
    if (!hasSoundName(path)) {
      throw new PostgresFailed(
          "The data folder %s has a character in its name (a quote, $, ` or \\) that PostgreSQL's start program cannot handle. Choose another data folder."
              .formatted(path));
    }
    var folder = new DataFolder(path);
    try {
      Files.createDirectories(path);
      folder.requireOurs();
    } catch (IOException e) {
      throw folder.notWritable(e);
    }
    return folder;
  }

  /// Whether `pg_ctl`, which puts names into a command for a shell, can handle this one.
  static boolean hasSoundName(Path path) {
    return path.toString().chars().noneMatch(c -> c < ' ' || "\"$`\\".indexOf(c) >= 0);
  }

  private void requireOurs() throws IOException {
    if (Files.exists(data().resolve("PG_VERSION"))) {
      return;
    }
    try (var entries = Files.list(path)) {
      var stranger =
          entries
              .map(entry -> entry.getFileName().toString())
              .filter(name -> !OURS.contains(name) && !name.startsWith("postgres-"))
              .sorted()
              .findFirst();
      if (stranger.isPresent()) {
        throw new PostgresFailed(
            "The folder %s cannot become a data folder: it holds something else already (%s). Choose an empty or a new folder."
                .formatted(path, stranger.get()));
      }
    }
  }

  /// Refuses what another major version wrote.
  void requireVersion() {
    var found = "";
    try {
      found = Files.readString(data().resolve("PG_VERSION")).strip();
    } catch (IOException e) {
      if (Files.exists(data())) {
        throw notWritable(e);
      }
      return;
    }
    if (!found.equals(Binaries.MAJOR)) {
      throw new PostgresFailed(
          "The data in %s was written by PostgreSQL %s, and this Meanwhile brings PostgreSQL %s, which cannot read it. Start the Meanwhile that wrote it, or choose another data folder."
              .formatted(path, found, Binaries.MAJOR));
    }
  }

  void requireSpace(long bytes) {
    try {
      var free = Files.getFileStore(path).getUsableSpace();
      if (free < bytes) {
        throw new PostgresFailed(
            "The disk of %s is almost full: %d MB are free and PostgreSQL needs %d MB to start. Make room, or choose a data folder on another disk."
                .formatted(path, free >> 20, bytes >> 20));
      }
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  /// Makes the database files when there are none. A folder appears as a whole or not at all.
  void fill(Binaries binaries, Account account, boolean durable, Duration patience) {
    if (Files.exists(data())) {
      return;
    }
    var unfinished = path.resolve("data.unfinished");
    try {
      FileTree.delete(unfinished);
      writePassword();
      account.own(path);
      var run = account.run(path, initdb(binaries, unfinished, durable), patience);
      if (!run.worked()) {
        FileTree.delete(unfinished);
        throw couldNotFill(run);
      }
      Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
      if (durable) {
        FileTree.flush(path);
      }
    } catch (IOException e) {
      throw notWritable(e);
    }
  }

  private List<String> initdb(Binaries binaries, Path target, boolean durable) {
    var command = new ArrayList<String>();
    command.add(binaries.program("initdb"));
    command.add("--pgdata=" + target);
    command.add("--username=" + USER);
    command.add("--pwfile=" + passwordFile());
    command.add("--auth=scram-sha-256");
    command.add("--encoding=UTF8");
    command.add("--locale-provider=builtin");
    command.add("--builtin-locale=C.UTF-8");
    command.add("--locale=C");
    command.add("--data-checksums");
    command.add("--no-instructions");
    if (!durable) {
      command.add("--no-sync");
    } else if (Platform.current().isLinux()) {
      // One call for the whole disk takes a fraction of the time of one call for each file.
      command.add("--sync-method=syncfs");
    }
    return command;
  }

  private PostgresFailed couldNotFill(Run run) {
    if (Reason.isFullDisk(run.output())) {
      return fullDisk();
    }
    return new PostgresFailed(
        "PostgreSQL could not create its files in %s: %s. Put that right and start again, or choose another data folder."
            .formatted(path, run.lastLine()));
  }

  PostgresFailed fullDisk() {
    return new PostgresFailed(
        "The disk of %s is full, so PostgreSQL cannot start. Make room and start again; nothing committed is lost."
            .formatted(path));
  }

  PostgresFailed notWritable(IOException failure) {
    if (Reason.isFullDisk(String.valueOf(failure.getMessage()))) {
      return fullDisk();
    }
    return new PostgresFailed(
        "The data folder %s cannot be used: %s. Give this user the right to write there, or choose another data folder."
            .formatted(path, Reason.of(failure)),
        failure);
  }

  private void writePassword() throws IOException {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    var file = passwordFile();
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, Base64.getUrlEncoder().encodeToString(bytes) + "\n");
  }

  String password() {
    try {
      return Files.readString(passwordFile()).strip();
    } catch (IOException e) {
      throw new PostgresFailed(
          "The password of the database cannot be read from %s, so nobody can sign in to it. Put the file back (it was made together with the data) or choose another data folder."
              .formatted(passwordFile()),
          e);
    }
  }
}
