package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.TaskType;
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
import org.jspecify.annotations.Nullable;

/// The attempts whose handlers run on this node now, and how many more there may be.
public final class Running implements Heart.Patients {
  private final Map<UUID, Attempt> attempts = new ConcurrentHashMap<>();
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final int limit;
  private final Map<String, TaskType<?>> types;
  private final Map<String, AtomicInteger> aside = new ConcurrentHashMap<>();
  private final AtomicInteger attemptsAside = new AtomicInteger();
  private final AtomicInteger reserved = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger unsettled = new AtomicInteger();
  private final Condition fewer = lock.newCondition();

  public Running(int limit) {
    this(limit, Map.of());
  }

  /// @param types some of which have places of their own
  public Running(int limit, Map<String, TaskType<?>> types) {
    this.limit = limit;
    this.types = types;
  }

  /// How many places of its own a type has; null when it shares those of all. Of a pulled one there
  /// are as many as workers ask for, besides these.
  @Nullable Integer aside(String type) {
    TaskType<?> known = types.get(type);
    return known == null ? null : known.pulled() ? Integer.valueOf(0) : known.aside();
  }

  /// How many of a type that has places of its own are claimed, or about to be.
  int onTheWay(String type) {
    return takenAside(type).get();
  }

  /// How many of its own places a type has left; 0 when it has none.
  int freeAside(String type) {
    Integer places = aside(type);
    return places == null ? 0 : Math.max(0, places - takenAside(type).get());
  }

  private AtomicInteger takenAside(String type) {
    return aside.computeIfAbsent(type, _ -> new AtomicInteger());
  }

  private void leaveAside(Attempt attempt) {
    if (attempt.leavesAside()) {
      attemptsAside.decrementAndGet();
    }
  }

  int limit() {
    return limit;
  }

  /// As many handlers as allowed, and outcomes waiting to be written for as many again at most:
  /// what is claimed faster than it is settled would only be done twice after a crash.
  int free() {
    int taken = attempts.size() - attemptsAside.get() + reserved.get();
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

  /// Keeps places for tasks of one type.
  ///
  /// @return where they were taken from, to be given back to
  AtomicInteger reserve(String type, int places) {
    AtomicInteger from = aside(type) == null ? reserved : takenAside(type);
    from.addAndGet(places);
    return from;
  }

  void add(Attempt attempt) {
    String type = attempt.lease().taskType();
    if (aside(type) != null) {
      attempt.standsAside(takenAside(type));
      attemptsAside.incrementAndGet();
    }
    Attempt older = attempts.put(attempt.lease().taskId(), attempt);
    if (older != null) {
      leaveAside(older);
      older.lose();
    }
  }

  /// @return whether the node was full before
  boolean remove(Attempt attempt) {
    boolean full = attempt.isAside() || free() == 0;
    attempts.remove(attempt.lease().taskId(), attempt);
    leaveAside(attempt);
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
