package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.StaleAttempt;
import dev.meanwhile.engine.lifecycle.Breaker.Probe;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One run of a handler on this node: the lease it works under, and whether it still may.
final class Attempt {
  private final Lease lease;
  private final long deadline;
  private volatile boolean lost;
  private volatile boolean handedBack;
  private volatile boolean settling;
  private @Nullable Thread thread;
  private final @Nullable String pass;
  private volatile @Nullable String countedDependency;
  private volatile boolean countedShut;
  private final AtomicReference<@Nullable AtomicInteger> aside = new AtomicReference<>();

  Attempt(Lease lease, @Nullable String pass) {
    this.lease = lease;
    this.pass = pass;
    this.deadline = System.nanoTime() + Duration.ofSeconds(lease.timeoutSeconds()).toNanos();
  }

  Lease lease() {
    return lease;
  }

  /// The dependency whose gate let it in; null when it came by the usual way.
  @Nullable String pass() {
    return pass;
  }

  /// It takes a place of those that its type has for itself.
  void standsAside(AtomicInteger taken) {
    taken.incrementAndGet();
    aside.set(taken);
  }

  boolean isAside() {
    return aside.get() != null;
  }

  /// Its place is free again.
  ///
  /// @return whether it had one until now
  boolean leavesAside() {
    AtomicInteger taken = aside.getAndSet(null);
    if (taken != null) {
      taken.decrementAndGet();
    }
    return taken != null;
  }

  Probe probe() {
    return new Probe(lease.taskId(), lease.attempt());
  }

  /// A call to this dependency failed, and its breaker knows.
  ///
  /// @param shut whether it counts as away since
  void counted(String dependency, boolean shut) {
    countedDependency = dependency;
    countedShut = shut;
  }

  void countedNoMore() {
    countedDependency = null;
    countedShut = false;
  }

  @Nullable String countedDependency() {
    return countedDependency;
  }

  boolean countedShut() {
    return countedShut;
  }

  synchronized void runsOn(Thread current) {
    thread = current;
  }

  /// The handler has returned: its thread must not be interrupted any more.
  synchronized void left() {
    thread = null;
  }

  /// Somebody else ended the attempt: the handler should stop, and nothing it says counts.
  void lose() {
    if (!settling) {
      lost = true;
      interrupt();
    }
  }

  /// The node stops: the handler should stop, and the task goes back to the queue.
  void handBack() {
    handedBack = true;
    interrupt();
  }

  private synchronized void interrupt() {
    if (thread != null) {
      thread.interrupt();
    }
  }

  /// From here on the handler itself ends the attempt; that its queue row goes is no loss.
  void settling(boolean now) {
    settling = now;
  }

  boolean lost() {
    return lost;
  }

  boolean handedBack() {
    return handedBack;
  }

  void mustBeOurs() {
    if (lost) {
      throw stale();
    }
  }

  StaleAttempt stale() {
    lost = true;
    return new StaleAttempt(lease.taskId(), lease.attempt());
  }

  Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }
}
