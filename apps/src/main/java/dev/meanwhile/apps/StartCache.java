package dev.meanwhile.apps;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The JVM's ahead-of-time cache, which more than halves the time of the next start. It is made in
/// the background, at the lowest priority, by a second process that rehearses a start; when the
/// program ends before that is done, the next one tries again.
final class StartCache implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StartCache.class);

  private final Process process;

  private StartCache(Process process) {
    this.process = process;
  }

  /// Begins to make the cache in the file that the launcher named, unless it is there.
  static void prepare(Running running) {
    var name = System.getProperty("meanwhile.start.cache", "");
    if (name.isEmpty() || Files.exists(Path.of(name))) {
      return;
    }
    var file = Path.of(name);
    var unfinished = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    try {
      var process =
          new ProcessBuilder(command(unfinished))
              .redirectErrorStream(true)
              .redirectOutput(file.resolveSibling("start-cache.log").toFile())
              .start();
      running.add(new StartCache(process));
      var _ = process.onExit().thenAccept(ended -> keep(ended.exitValue(), unfinished, file));
    } catch (IOException e) {
      LOG.info("There will be no start cache: {}", e.getMessage());
    }
  }

  private static List<String> command(Path unfinished) {
    var command = new ArrayList<>(List.of("nice", "-n", "19"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The same options as ours: a cache made with others would not be taken.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith("-XX:AOT"))
        .forEach(command::add);
    command.add("-XX:AOTCacheOutput=" + unfinished);
    command.addAll(List.of("-jar", System.getProperty("java.class.path"), "rehearse"));
    return command;
  }

  private static void keep(int code, Path unfinished, Path file) {
    try {
      if (code == 0 && Files.exists(unfinished)) {
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        LOG.info("The start cache is ready");
      } else {
        Files.deleteIfExists(unfinished);
        LOG.info("The start cache could not be made (code {})", code);
      }
    } catch (IOException e) {
      LOG.info("The start cache could not be kept: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    // In good order: the rehearsal has a database of its own to stop.
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        // Its database would outlive it, and nobody needs the data.
        var database = process.descendants().toList();
        process.destroyForcibly();
        database.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
