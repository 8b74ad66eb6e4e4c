package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.upkeep.Heart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The attempts whose handlers run on this node now, and how many more there may be.
public final class Running implements Heart.Patients {
  private final Map<UUID, Attempt> attempts = new ConcurrentHashMap<>();
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final int limit;
  private final AtomicInteger reserved = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger unsettled = new AtomicInteger();
  private final Condition fewer = lock.newCondition();

  public Running(int limit) {
    this.limit = limit;
  }

  int limit() {
    return limit;
  }

  /// As many handlers as allowed, and outcomes waiting to be written for as many again at most:
  /// what is claimed faster than it is settled would only be done twice after a crash.
  int free() {
    int taken = attempts.size() + reserved.get();
    return Math.max(0, Math.min(limit - taken, 2 * limit - taken - unsettled.get()));
  }

  /// An outcome waits to be written.
  void settling() {
    unsettled.incrementAndGet();
  }

  /// It is written, or never will be.
  ///
  /// @return whether that may have kept the node from claiming
  boolean settled() {
    return unsettled.getAndDecrement() + attempts.size() >= 2 * limit;
  }

  /// Keeps places for tasks that are being claimed elsewhere on this node.
  void reserve(int places) {
    reserved.addAndGet(places);
  }

  void giveBack(int places) {
    reserved.addAndGet(-places);
  }

  void add(Attempt attempt) {
    Attempt older = attempts.put(attempt.lease().taskId(), attempt);
    if (older != null) {
      older.lose();
    }
  }

  /// @return whether the node was full before
  boolean remove(Attempt attempt) {
    boolean full = free() == 0;
    attempts.remove(attempt.lease().taskId(), attempt);
    if (attempts.isEmpty()) {
      lock.lock();
      try {
        fewer.signalAll();
      } finally {
        lock.unlock();
      }
    }
    return full;
  }

  @Override
  public Heart.Patients.RollCall running() {
    List<UUID> tasks = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (Attempt attempt : attempts.values()) {
      tasks.add(attempt.lease().taskId());
      numbers.add(attempt.lease().attempt());
    }
    return new Heart.Patients.RollCall(tasks, numbers);
  }

  @Override
  public void lost(Set<UUID> tasks) {
    for (UUID task : tasks) {
      lost(task);
    }
  }

  /// Stops the handler of this task, if it runs here.
  public void lost(UUID task) {
    Attempt attempt = attempts.get(task);
    if (attempt != null) {
      attempt.lose();
    }
  }

  @Override
  public void allLost() {
    attempts.values().forEach(Attempt::lose);
  }

  /// Asks every handler to stop, so that its task can go back.
  public void handBack() {
    attempts.values().forEach(Attempt::handBack);
  }

  public Collection<UUID> tasks() {
    return attempts.keySet();
  }

  /// Waits until no handler runs.
  ///
  /// @return false when the time was up first
  public boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    lock.lock();
    try {
      while (!attempts.isEmpty() && System.nanoTime() < end) {
        fewer.awaitNanos(Math.min(end - System.nanoTime(), LOOK_AGAIN.toNanos()));
      }
      return attempts.isEmpty();
    } finally {
      lock.unlock();
    }
  }
}
