package dev.meanwhile.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// One run of a program: how it ended and what it printed.
record Run(int exit, String output) {
  static final int COULD_NOT_RUN = 127;
  static final int TOOK_TOO_LONG = 124;

  boolean worked() {
    return exit == 0;
  }

  /// The last line that is not empty, or how the program ended when it printed nothing.
  String lastLine() {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((_, last) -> last)
        .orElse("it ended with code " + exit + " and said nothing");
  }

  static Run of(List<String> command, Path directory, Duration patience) {
    var builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"));
    // Nothing of the caller's own PostgreSQL or of its libraries may leak into ours.
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().remove("LD_LIBRARY_PATH");
    builder.environment().put("LC_ALL", "C");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return new Run(COULD_NOT_RUN, String.valueOf(e.getMessage()));
    }
    var printed = new CompletableFuture<String>();
    Thread.ofVirtual().start(() -> printed.complete(read(process)));
    // Not to be interrupted: a thread that is told to end must still be able to stop a server.
    process.onExit().completeOnTimeout(process, patience.toMillis(), MILLISECONDS).join();
    if (process.isAlive()) {
      process.destroyForcibly();
      return new Run(TOOK_TOO_LONG, "it took longer than " + patience.toSeconds() + " seconds");
    }
    return new Run(process.exitValue(), printed.join());
  }

  private static String read(Process process) {
    try (var stream = process.getInputStream()) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
