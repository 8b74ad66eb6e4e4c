package dev.meanwhile.proof.archive;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody who submits twenty tasks a second, all the time.
final class Load implements AutoCloseable {
  private static final int GAP_MS = 50;
  private static final String BODY =
      """
      {"task_type": "nothing", "input_data": {}, "entity_type": "client", "entity_id": "K0001234"}
      """;

  private final int port;
  private final AtomicInteger submitted = new AtomicInteger();
  private final Thread thread;
  private volatile String trouble = "";
  private volatile boolean closed;

  Load(int port) {
    this.port = port;
    this.thread = Thread.ofVirtual().name("load").start(this::run);
  }

  private void run() {
    long began = System.nanoTime();
    try (var line = new Line(port)) {
      while (!closed) {
        line.post("/api/tasks", BODY).json(202);
        long due =
            began + TimeUnit.MILLISECONDS.toNanos((long) submitted.incrementAndGet() * GAP_MS);
        Pause.millis(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
      }
    } catch (IOException | ProofFailed failed) {
      trouble = String.valueOf(failed.getMessage());
    }
  }

  /// Why it could not go on; empty when it could.
  String trouble() {
    return trouble;
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
