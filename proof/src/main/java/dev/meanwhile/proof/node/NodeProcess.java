package dev.meanwhile.proof.node;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Line;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A node in a process of its own, as `./meanwhile serve` runs it. It can be killed and started
/// again on the same port.
public final class NodeProcess implements AutoCloseable {
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(90);

  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final int port;
  private Process process;

  private NodeProcess(
      List<String> command, Map<String, String> environment, Path log, int port, Process process) {
    this.command = command;
    this.environment = environment;
    this.log = log;
    this.port = port;
    this.process = process;
  }

  /// Starts a node on this database and waits until it is ready.
  ///
  /// @param words the jar's command
  /// @param more further environment
  public static NodeProcess start(
      Premises premises,
      Path jar,
      List<String> words,
      LocalPostgres postgres,
      String database,
      Map<String, String> more) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(
            List.of(java, "--enable-native-access=ALL-UNNAMED", "-Xmx1g", "-jar", jar.toString()));
    command.addAll(words);
    int port = freePort();
    var environment =
        new HashMap<>(
            Map.of(
                "MEANWHILE_DATABASE_URL", postgres.jdbcUrl(database),
                "MEANWHILE_DATABASE_USER", postgres.user(),
                "MEANWHILE_DATABASE_PASSWORD", postgres.password(),
                "MEANWHILE_DATA", premises.file("node").toString(),
                "MEANWHILE_PORT", Integer.toString(port),
                // The proofs are about tasks: whoever asks is Sandra.
                "MEANWHILE_DEMO", "true"));
    environment.putAll(more);
    var log = premises.file("node.out");
    var node = new NodeProcess(command, environment, log, port, launch(command, environment, log));
    node.awaitReady();
    return node;
  }

  private static Process launch(List<String> command, Map<String, String> environment, Path log) {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("MEANWHILE_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ProofFailed("The node could not be started: " + e.getMessage(), e);
    }
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /// Ends it with SIGKILL: no farewell, nothing written down.
  public void kill() {
    process.destroyForcibly();
    awaitEnd(30);
  }

  /// Asks it to end with SIGTERM and says how many seconds that took.
  public double stop() {
    long asked = System.nanoTime();
    process.destroy();
    awaitEnd(60);
    return (System.nanoTime() - asked) / 1e9;
  }

  /// Starts it again, without waiting for it to be ready.
  public void restart() {
    process = launch(command, environment, log);
  }

  public void awaitReady() {
    long began = System.nanoTime();
    while (!answersReady()) {
      if (!process.isAlive()) {
        throw new ProofFailed("The node ended by itself; see %s.".formatted(log));
      }
      if (System.nanoTime() - began > START_NANOS) {
        throw new ProofFailed("The node was not ready in time; see %s.".formatted(log));
      }
      Pause.millis(20);
    }
  }

  private boolean answersReady() {
    try (var line = new Line(port)) {
      return line.get("/readyz").status() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  private void awaitEnd(int seconds) {
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ProofFailed("The node did not end within %d s; see %s.".formatted(seconds, log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
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
    if (process.isAlive()) {
      kill();
    }
  }
}
