package dev.meanwhile.apps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The program as a person starts it: a process of its own, with its own standard output and error.
final class Program implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 90;

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Program start(Path folder, Map<String, String> environment, String... words)
      throws IOException {
    var out = Files.createTempFile(folder, "out", ".txt");
    var err = Files.createTempFile(folder, "err", ".txt");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dmeanwhile.home=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                MeanwhileApps.class.getName()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("MEANWHILE_"));
    builder.environment().putAll(environment);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Program(builder.start(), out, err);
  }

  /// Runs it to its end and says how it ended.
  static Program run(Path folder, Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    var program = start(folder, environment, words);
    if (!program.process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      program.close();
      throw new AssertionError("The program did not end: " + program.out());
    }
    return program;
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  /// Waits until it has printed this.
  void awaitOutput(String text) throws IOException, InterruptedException {
    long began = System.nanoTime();
    while (!out().contains(text)) {
      if (process.waitFor(50, TimeUnit.MILLISECONDS)
          || System.nanoTime() - began > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
        throw new AssertionError("'%s' was not printed: %s %s".formatted(text, out(), err()));
      }
    }
  }

  /// Asks it to end, as Ctrl-C does.
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new AssertionError("The program did not stop.");
    }
  }

  long pid() {
    return process.pid();
  }

  int exitCode() {
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroyForcibly();
  }
}
