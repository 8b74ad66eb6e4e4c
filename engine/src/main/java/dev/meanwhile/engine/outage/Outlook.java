package dev.meanwhile.engine.outage;

import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.lifecycle.Breaker;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.OutageStore;
import dev.meanwhile.engine.store.OutageStore.Unusual;
import dev.meanwhile.engine.store.Wire;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What this node knows of outages and pauses: read again now and then, and at once when there is
/// news. Asking it costs nothing.
public final class Outlook implements Turn {
  private static final Duration WHEN_CALM = Duration.ofSeconds(2);
  private static final Duration OTHERWISE = Duration.ofSeconds(1);

  private final Wire wire;
  private final Map<String, TaskType<?>> types;
  private volatile Unusual seen = new Unusual(Map.of(), Set.of());
  private volatile long readAt = System.nanoTime();
  private volatile Runnable afterLook = () -> {};
  private final ReentrantLock looking = new ReentrantLock();
  private int learned;

  public Outlook(Wire wire, Map<String, TaskType<?>> types) {
    this.wire = wire;
    this.types = types;
  }

  /// What to do after each look at the database.
  public void afterEach(Runnable action) {
    afterLook = action;
  }

  @Override
  public Duration take() throws Exception {
    look();
    afterLook.run();
    return calm() ? WHEN_CALM : OTHERWISE;
  }

  /// Reads it now. One look after the other: an older one must not be remembered last.
  public void look() throws SQLException {
    looking.lock();
    try {
      int before;
      Unusual fresh;
      do {
        before = learnedSoFar();
        fresh = wire.call(OutageStore::unusual);
      } while (!take(fresh, before));
    } finally {
      looking.unlock();
    }
  }

  private synchronized int learnedSoFar() {
    return learned;
  }

  /// What this node did itself while it was reading counts more than what it read.
  private synchronized boolean take(Unusual fresh, int before) {
    if (learned != before) {
      return false;
    }
    seen = fresh;
    readAt = System.nanoTime();
    return true;
  }

  /// This node changed a breaker.
  public synchronized void learned(Breaker now) {
    Map<String, Breaker> breakers = new HashMap<>(seen.breakers());
    if (now.calm()) {
      breakers.remove(now.of().name());
    } else {
      breakers.put(now.of().name(), now);
    }
    seen = new Unusual(Map.copyOf(breakers), seen.pausedTypes());
    learned++;
  }

  private boolean calm() {
    return seen.breakers().isEmpty() && seen.pausedTypes().isEmpty();
  }

  /// Whether tasks of this type may be started as they come.
  public boolean open(String taskType) {
    Unusual now = seen;
    if (now.breakers().isEmpty() && now.pausedTypes().isEmpty()) {
      return true;
    }
    TaskType<?> type = types.get(taskType);
    String dependency = type == null ? null : type.dependency();
    return !now.pausedTypes().contains(taskType) && (dependency == null || !gated(dependency));
  }

  /// Whether somebody keeps this type back.
  public boolean paused(String taskType) {
    return seen.pausedTypes().contains(taskType);
  }

  /// The breaker as last seen; null when it is closed and nothing failed lately.
  @Nullable Breaker of(String dependency) {
    return seen.breakers().get(dependency);
  }

  /// Whether tasks that need it are let in only one by one, or not at all.
  boolean gated(String dependency) {
    Breaker breaker = of(dependency);
    return breaker != null && breaker.state() != State.CLOSED;
  }

  /// The breakers that are not closed.
  public List<Breaker> gates() {
    Collection<Breaker> all = seen.breakers().values();
    return all.isEmpty()
        ? List.of()
        : all.stream().filter(breaker -> breaker.state() != State.CLOSED).toList();
  }

  /// How long until the next probe of a breaker, by the database's clock as last seen; negative
  /// when it is due.
  public Duration untilProbe(Breaker breaker) {
    Instant next = breaker.nextProbeAt();
    if (next == null) {
      return Duration.ZERO;
    }
    return Duration.between(breaker.now(), next).minusNanos(System.nanoTime() - readAt);
  }
}
