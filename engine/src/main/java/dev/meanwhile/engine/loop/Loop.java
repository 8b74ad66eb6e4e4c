package dev.meanwhile.engine.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes turns until closed: work, then rest as long as the turn said, or until woken. A turn that
/// fails is logged and taken again after a pause; the loop itself never dies.
public final class Loop implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  private final String name;
  private final Turn turn;
  private final Semaphore signal = new Semaphore(0);
  private final Thread thread;
  private volatile boolean closed;
  private int failures;

  private Loop(String name, Turn turn) {
    this.name = name;
    this.turn = turn;
    this.thread = Thread.ofVirtual().name("meanwhile-" + name).unstarted(this::run);
  }

  public static Loop start(String name, Turn turn) {
    Loop loop = new Loop(name, turn);
    loop.thread.start();
    return loop;
  }

  /// Ends the rest at once, or makes the running turn be followed by another.
  public void wake() {
    if (signal.availablePermits() == 0) {
      signal.release();
    }
  }

  private void run() {
    while (!closed) {
      Duration rest = takeTurn();
      if (rest.isZero()) {
        continue;
      }
      try {
        if (signal.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS)) {
          signal.drainPermits();
        }
      } catch (InterruptedException stopped) {
        return;
      }
    }
  }

  private Duration takeTurn() {
    try {
      Duration rest = turn.take();
      if (failures > 0) {
        log.info("The {} is at work again.", name);
        failures = 0;
      }
      return rest;
    } catch (InterruptedException stopped) {
      closed = true;
      return Duration.ZERO;
    } catch (Throwable failure) {
      if (closed) {
        return Duration.ZERO;
      }
      if (failures == 0) {
        log.warn("The {} could not do its turn and tries again: {}", name, failure.toString());
        log.debug("The failed turn of the {}:", name, failure);
      }
      failures = Math.min(failures + 1, 10);
      Duration pause = FIRST_PAUSE.multipliedBy(1L << failures);
      return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }
  }

  /// Lets the running turn end, up to five seconds, then interrupts it. Safe to call twice.
  @Override
  public void close() {
    closed = true;
    wake();
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        thread.interrupt();
        thread.join(Duration.ofSeconds(1));
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
