package dev.meanwhile.apps;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process that works on the tasks of a demo, so that it can be killed while the pages stay.
/// When it ends without having been asked to, another takes its place.
final class Crew implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
  private static final long SHORT_LIFE_NANOS = TimeUnit.SECONDS.toNanos(15);
  private static final long LONGEST_PAUSE_SECONDS = 30;

  private final PrintStream out;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable Process process;
  private volatile int number;

  Crew(PrintStream out) {
    this.out = out;
  }

  /// Starts the first, and sees to it that there is one from now on.
  ///
  /// @param settings what the node is told, as the names of properties
  void start(Map<String, String> settings, Path log) {
    var _ = Thread.ofVirtual().name("crew").start(() -> watch(settings, log));
  }

  private void watch(Map<String, String> settings, Path log) {
    long pause = 0;
    try {
      while (!stopped.await(pause, TimeUnit.SECONDS)) {
        long began = System.nanoTime();
        if (number > 0) {
          out.println(
              "The worker ended and another is started in its place; its tasks go on in a few seconds.");
        }
        // This thread alone counts.
        int next = number + 1;
        number = next;
        Process started = spawn(settings, log);
        process = started;
        if (stopped.getCount() == 0) {
          end(started);
          return;
        }
        int code = started.waitFor();
        LOG.info("{} ended with code {}", name(), code);
        boolean shortLife = System.nanoTime() - began < SHORT_LIFE_NANOS;
        pause = shortLife ? Math.min(LONGEST_PAUSE_SECONDS, pause * 2 + 1) : 0;
      }
    } catch (IOException e) {
      out.println("The worker could not be started: %s.".formatted(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Process spawn(Map<String, String> settings, Path log) throws IOException {
    var builder = new ProcessBuilder(command());
    // Not as words of the command: everybody on this machine could read the password there.
    settings.forEach((name, value) -> builder.environment().put(variable(name), value));
    builder.environment().put("MEANWHILE_NODE", name());
    return builder
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.appendTo(log.toFile()))
        .start();
  }

  private String name() {
    return "worker-" + number;
  }

  private static String variable(String setting) {
    return setting.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }

  /// The program that runs now, with the same options and the command `work`.
  private static List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    String path = System.getProperty("java.class.path");
    if (path.endsWith(".jar") && !path.contains(File.pathSeparator)) {
      command.addAll(List.of("-jar", path));
    } else {
      command.addAll(List.of("-cp", path, MeanwhileApps.class.getName()));
    }
    command.add("work");
    return command;
  }

  /// Kills it without mercy.
  ///
  /// @return its name; empty when none is at work
  String kill() {
    Process now = process;
    if (now == null || !now.isAlive()) {
      return "";
    }
    String name = name();
    now.destroyForcibly();
    return name;
  }

  @Override
  public void close() {
    stopped.countDown();
    Process now = process;
    if (now != null) {
      end(now);
    }
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
