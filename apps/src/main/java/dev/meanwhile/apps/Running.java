package dev.meanwhile.apps;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has been started. It is closed in the opposite order when the program ends, whoever ends
/// it: Ctrl-C, a signal, or a failed start.
final class Running implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Running.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private volatile boolean closing;
  private final CountDownLatch closed = new CountDownLatch(1);

  Running() {
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::close));
  }

  <T extends AutoCloseable> T add(T part) {
    synchronized (started) {
      started.push(part);
    }
    return part;
  }

  /// Whether somebody ended the program already.
  boolean isClosed() {
    return closing;
  }

  /// Waits until somebody ends the program.
  void await() {
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing = true;
    while (true) {
      AutoCloseable part;
      synchronized (started) {
        part = started.poll();
      }
      if (part == null) {
        break;
      }
      try {
        part.close();
      } catch (Exception e) {
        LOG.warn("{} did not stop in good order", part, e);
      }
    }
    closed.countDown();
  }
}
