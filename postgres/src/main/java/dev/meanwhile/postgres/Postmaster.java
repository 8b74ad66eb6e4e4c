package dev.meanwhile.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The server process on one data folder, started and stopped through `pg_ctl`.
///
/// `pg_ctl` puts it into a session of its own, so that Ctrl-C in a terminal reaches only the
/// program that started it, which then stops it in good order.
final class Postmaster {
  // Time, process and kind of a line: see log_line_prefix.
  private static final Pattern PREFIX = Pattern.compile("^.*? \\[\\d+] [A-Z]+: +");

  private final DataFolder folder;
  private final Binaries binaries;
  private final Account account;
  private final ServerLog log;

  Postmaster(DataFolder folder, Binaries binaries, Account account, ServerLog log) {
    this.folder = folder;
    this.binaries = binaries;
    this.account = account;
    this.log = log;
  }

  /// Starts the server and returns when it accepts connections.
  void start(PostgresSettings settings, int port) {
    long before = log.size();
    try {
      Files.writeString(folder.data().resolve("postgresql.conf"), Configuration.of(settings, port));
    } catch (IOException e) {
      throw folder.notWritable(e);
    }
    var run =
        control(
            settings.patience(), List.of("start", "--wait", "--silent", "--log=" + folder.log()));
    if (!run.worked()) {
      var failure = failure(run, settings, port, before);
      if (pid() > 0) {
        stop(StopMode.IMMEDIATE, Duration.ofSeconds(20));
      }
      throw failure;
    }
  }

  private PostgresFailed failure(Run run, PostgresSettings settings, int port, long before) {
    var lines = log.linesSince(before);
    if (lines.stream().anyMatch(line -> line.contains("Address already in use"))) {
      return Ports.taken(port);
    }
    if (lines.stream().anyMatch(Reason::isFullDisk) || Reason.isFullDisk(run.output())) {
      return folder.fullDisk();
    }
    var last = cause(lines, run);
    if (pid() > 0) {
      return new PostgresFailed(
          "PostgreSQL on %s was not ready after %d seconds; the last line of its log is: %s. Start again with more time, or look into %s."
              .formatted(folder.path(), settings.patience().toSeconds(), last, folder.log()));
    }
    return new PostgresFailed(
        "PostgreSQL could not start on %s: %s. Put that right and start again; %s says more."
            .formatted(folder.path(), last, folder.log()));
  }

  /// The line of the log that tells most: the first that ended the server, unless that one only
  /// says that something was wrong before.
  private static String cause(List<String> lines, Run run) {
    if (lines.isEmpty()) {
      return run.lastLine();
    }
    var fatal =
        lines.stream()
            .filter(line -> line.contains("FATAL: ") || line.contains("PANIC: "))
            .findFirst()
            .orElse(lines.getLast());
    var line = fatal.endsWith("contains errors") ? lines.getFirst() : fatal;
    return PREFIX.matcher(line).replaceFirst("");
  }

  boolean stop(StopMode mode, Duration patience) {
    return control(patience, List.of("stop", "--wait", "--silent", "--mode=" + mode.word()))
        .worked();
  }

  private Run control(Duration patience, List<String> words) {
    var command = new ArrayList<String>();
    command.add(binaries.program("pg_ctl"));
    command.addAll(words);
    command.add("--pgdata=" + folder.data());
    command.add("--timeout=" + Math.max(1, patience.toSeconds()));
    return account.run(folder.path(), command, patience.plusSeconds(20));
  }

  /// The number of the process that the folder names as its server; 0 when it names none.
  long pid() {
    return note(0);
  }

  /// When that process started.
  Instant noted() {
    return Instant.ofEpochSecond(note(2));
  }

  private long note(int line) {
    try {
      var lines = Files.readAllLines(pidFile());
      return line < lines.size() ? Long.parseLong(lines.get(line).strip()) : 0;
    } catch (IOException | NumberFormatException _) {
      return 0;
    }
  }

  Path pidFile() {
    return folder.data().resolve("postmaster.pid");
  }

  DataFolder folder() {
    return folder;
  }
}
