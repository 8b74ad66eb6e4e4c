package dev.meanwhile.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
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
      kill(earlier);
    }
    // What it names is gone now, or has nothing to do with us. PostgreSQL could not know that.
    Files.deleteIfExists(earlier.pidFile());
  }

  static boolean isAlive(Postmaster server) {
    return ProcessHandle.of(server.pid()).filter(process -> belongsTo(process, server)).isPresent();
  }

  /// Whether the process is gone, or has ended and only waits for its parent to notice. (Nobody
  /// notices when the first process of a container is a Java program.)
  static boolean hasEnded(long pid) {
    if (ProcessHandle.of(pid).isEmpty()) {
      return true;
    }
    try {
      // A process that has ended runs no program any more.
      Files.readSymbolicLink(PROCESSES.resolve(Long.toString(pid)).resolve("exe"));
      return false;
    } catch (NoSuchFileException _) {
      return Files.isDirectory(PROCESSES);
    } catch (IOException _) {
      return false;
    }
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

  /// Without their server the others end by themselves; if not, recovery makes up for it. A first
  /// start that was broken off has made nothing worth waiting for.
  private static void kill(Postmaster earlier) {
    if (Files.exists(earlier.folder().data())) {
      awaitEnd(on(earlier), 2);
    }
    var hanging = on(earlier);
    hanging.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(hanging, 10);
  }

  private static void awaitEnd(List<ProcessHandle> processes, int seconds) {
    var ends = processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends).completeOnTimeout(null, seconds, SECONDS).join();
  }
}
