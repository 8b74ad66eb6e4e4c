package dev.meanwhile.proof.pull;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The worker of the recipe, in a process of its own: that in Python, or that in shell where there
/// is no Python. Its tasks are of the type `word_count`; the text has many lines.
final class WorkerProcess implements AutoCloseable {
  private static final String SLOWLY =
      "read -r task; case $task in *'\"pause\"'*) sleep 8;; esac; echo counted";

  private final Process process;
  private final Path log;

  private WorkerProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static WorkerProcess start(Premises premises, NodeProcess node, String name) {
    var recipes = premises.home().resolve("docs/recipes/pull-worker");
    var command =
        found("python3")
            ? List.of("python3", "-u", recipes.resolve("worker.py").toString())
            : List.of(
                "sh", recipes.resolve("worker.sh").toString(), "word_count", "sh", "-c", SLOWLY);
    var builder = new ProcessBuilder(command);
    builder.environment().put("MEANWHILE_URL", "http://127.0.0.1:" + node.port());
    builder.environment().put("WORKER_NAME", name);
    builder.environment().put("WORKER_COUNT", "1");
    var log = premises.file(name + ".out");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      return new WorkerProcess(builder.start(), log);
    } catch (IOException e) {
      throw new ProofFailed("The worker could not be started: " + e.getMessage(), e);
    }
  }

  static boolean found(String program) {
    return Arrays.stream(Objects.toString(System.getenv("PATH"), "").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// With everything it has started.
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    end();
  }

  /// Asks it to stop.
  boolean stop() {
    process.destroy();
    return end();
  }

  /// Holds it, or lets it go on: `STOP` or `CONT`.
  void signal(String signal) throws IOException {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    }
  }

  String said() throws IOException {
    return Files.readString(log);
  }

  private boolean end() {
    try {
      return process.waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
