package dev.meanwhile.proof.n8n;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A real n8n in a process of its own, with its data in a folder of the proof. It can be killed and
/// started again on the same port.
final class N8nProcess implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(180);

  private final Installed installed;
  private final Map<String, String> environment;
  private final Path log;
  private final int port;
  private @Nullable Process process;

  N8nProcess(Installed installed, Path folder) {
    this.installed = installed;
    this.port = freePort();
    this.log = folder.resolve("n8n.out");
    this.environment = Surroundings.of(installed, folder, port, freePort());
  }

  int port() {
    return port;
  }

  /// Runs one command of n8n to its end.
  void command(String... words) {
    try {
      int code = launch(words).waitFor();
      if (code != 0) {
        throw new ProofFailed("'n8n %s' failed; see %s.".formatted(String.join(" ", words), log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    }
  }

  /// Starts it and waits until it is ready.
  ///
  /// @return after how many seconds
  double start() {
    long began = System.nanoTime();
    int before = announced();
    var started = launch("start");
    process = started;
    while (announced() == before || !answersReady()) {
      if (!started.isAlive()) {
        throw new ProofFailed("n8n ended by itself; see %s.".formatted(log));
      }
      if (System.nanoTime() - began > START_NANOS) {
        throw new ProofFailed("n8n was not ready in time; see %s.".formatted(log));
      }
      Pause.millis(100);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  /// Ends it with SIGKILL, and the processes it has started.
  void kill() {
    var running = process;
    if (running == null) {
      return;
    }
    var children = running.descendants().toList();
    running.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    try {
      running.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    }
  }

  private Process launch(String... words) {
    var command =
        new ArrayList<>(List.of(installed.node().toString(), installed.program().toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ProofFailed("n8n could not be started: " + e.getMessage(), e);
    }
  }

  /// How often it has said so: it answers that it is ready before it takes requests.
  private int announced() {
    try {
      var said = Files.exists(log) ? Files.readString(log) : "";
      return said.split("Editor is now accessible", -1).length;
    } catch (IOException e) {
      throw new ProofFailed("What n8n printed cannot be read: " + e, e);
    }
  }

  private boolean answersReady() {
    try (var line = new Line(port)) {
      return line.get("/healthz/readiness").status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new ProofFailed("No port is free on 127.0.0.1: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
