package dev.meanwhile.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processes of an earlier run that still work on a folder because their program was killed.
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Path PROCESSES = Path.of("/proc");
  private static final Set<String> PROGRAMS = Set.of("postgres", "initdb", "pg_ctl");

  private Leftovers() {}

  /// Ends them all. Only who holds the [FolderLock] may do that.
  static void end(Postmaster earlier) throws IOException {
    long pid = earlier.pid();
    var left = on(earlier);
    if (!left.isEmpty()) {
      LOG.info("Stopping the PostgreSQL that a killed program left on {}", earlier.folder().path());
      if (left.stream().anyMatch(process -> process.pid() == pid)
          && !earlier.stop(StopMode.FAST, Duration.ofSeconds(30))) {
        earlier.stop(StopMode.IMMEDIATE, Duration.ofSeconds(15));
      }
      // Without their server the others end by themselves; if not, recovery makes up for it.
      for (var process : on(earlier)) {
        kill(process);
      }
    }
    // What it names is gone now, or has nothing to do with us. PostgreSQL could not know that.
    Files.deleteIfExists(earlier.pidFile());
  }

  static boolean isAlive(Postmaster server) {
    return ProcessHandle.of(server.pid()).filter(process -> belongsTo(process, server)).isPresent();
  }

  private static List<ProcessHandle> on(Postmaster server) {
    // Only Linux tells in which folder a process works; elsewhere we know the server alone.
    return (Files.isDirectory(PROCESSES)
            ? ProcessHandle.allProcesses()
            : ProcessHandle.of(server.pid()).stream())
        .filter(process -> belongsTo(process, server))
        .toList();
  }

  /// Not fooled by a number that the system gave to another process, nor by a process that has
  /// ended and that nobody has asked about yet: that one has no folder any more.
  private static boolean belongsTo(ProcessHandle process, Postmaster server) {
    var program = process.info().command().map(Path::of).map(Path::getFileName);
    if (program.isEmpty() || !PROGRAMS.contains(withoutMark(program.get().toString()))) {
      return false;
    }
    return Files.isDirectory(PROCESSES)
        ? worksFor(process, server)
        : process.pid() == server.pid() && startedAsNoted(process, server);
  }

  /// For systems that do not tell where a process works: the server has noted when it started.
  static boolean startedAsNoted(ProcessHandle process, Postmaster server) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, server.noted()).abs())
        .filter(difference -> difference.compareTo(Duration.ofSeconds(5)) < 0)
        .isPresent();
  }

  private static boolean worksFor(ProcessHandle process, Postmaster server) {
    try {
      var link = PROCESSES.resolve(Long.toString(process.pid())).resolve("cwd");
      var folder = Path.of(withoutMark(Files.readSymbolicLink(link).toString()));
      return server.folder().workplaces().contains(folder);
    } catch (IOException _) {
      return false;
    }
  }

  /// Linux marks a program or a folder that was deleted under a running process.
  private static String withoutMark(String name) {
    return name.replace(" (deleted)", "");
  }

  private static void kill(ProcessHandle process) {
    if (!endsWithin(process, 2)) {
      process.destroyForcibly();
      endsWithin(process, 10);
    }
  }

  private static boolean endsWithin(ProcessHandle process, int seconds) {
    process.onExit().completeOnTimeout(process, seconds, SECONDS).join();
    return !process.isAlive();
  }
}
