package dev.meanwhile.apps;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresFailed;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Starts our database again when it ends without having been asked to: out of memory, or killed.
final class DatabaseGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseGuard.class);

  private final LocalPostgres postgres;
  private final PrintStream out;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  DatabaseGuard(LocalPostgres postgres, PrintStream out) {
    this.postgres = postgres;
    this.out = out;
    this.thread = Thread.ofVirtual().name("database-guard").start(this::watch);
  }

  private void watch() {
    try {
      while (!stopped.await(2, TimeUnit.SECONDS)) {
        if (!postgres.isAlive()) {
          revive();
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void revive() {
    try {
      postgres.restart();
      out.println("PostgreSQL had ended and was started again; the work goes on.");
    } catch (PostgresFailed e) {
      // Tried again in a moment: the disk may have room by then.
      LOG.error("PostgreSQL ended and could not be started again: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    stopped.countDown();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
