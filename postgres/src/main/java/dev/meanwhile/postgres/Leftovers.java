package dev.meanwhile.postgres;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processes of an earlier run that still work on a folder because their program was killed.
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

  private Leftovers() {}

  /// Ends them all. Only who holds the [FolderLock] may do that.
  static void end(Postmaster earlier) throws IOException {
    long pid = earlier.pid();
    var left = on(earlier);
    if (!left.isEmpty()) {
      LOG.info("Stopping the PostgreSQL (process {}) that a killed program left behind", pid);
      if (left.stream().anyMatch(process -> process.pid() == pid)
          && !earlier.stop(StopMode.FAST, Duration.ofSeconds(30))) {
        earlier.stop(StopMode.IMMEDIATE, Duration.ofSeconds(15));
      }
      // Without their server the others end by themselves; if not, recovery makes up for it.
      on(earlier).forEach(Leftovers::kill);
    }
    // What is left names a process that is gone, or one that has nothing to do with us.
    Files.deleteIfExists(earlier.pidFile());
  }

  static List<ProcessHandle> on(Postmaster server) throws IOException {
    if (!Files.isDirectory(server.data())) {
      return List.of();
    }
    var data = server.data().toRealPath();
    if (!Files.isDirectory(Path.of("/proc/self"))) {
      return ProcessHandle.of(server.pid()).filter(Leftovers::isPostgres).stream().toList();
    }
    return ProcessHandle.allProcesses()
        .filter(process -> worksIn(process, data) && isPostgres(process))
        .toList();
  }

  private static boolean worksIn(ProcessHandle process, Path data) {
    try {
      var folder = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.readSymbolicLink(folder).equals(data);
    } catch (IOException _) {
      return false;
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> Path.of(command).getFileName().toString().startsWith("postgres"))
        .orElse(false);
  }

  private static void kill(ProcessHandle process) {
    try {
      process.onExit().get(2, SECONDS);
    } catch (TimeoutException _) {
      process.destroyForcibly();
      process.onExit().join();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresFailed("Stopping an earlier PostgreSQL was interrupted. Start again.", e);
    }
  }
}
