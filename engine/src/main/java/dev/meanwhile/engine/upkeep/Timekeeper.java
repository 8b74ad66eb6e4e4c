package dev.meanwhile.engine.upkeep;

import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.lifecycle.Breaker.Blame;
import dev.meanwhile.engine.lifecycle.Breaker.Probe;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.lifecycle.Transition;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.outage.Breakers;
import dev.meanwhile.engine.store.NodeStore;
import dev.meanwhile.engine.store.NodeStore.Orphan;
import dev.meanwhile.engine.store.SettleStore;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import dev.meanwhile.engine.store.Wire;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Ends attempts that are past their deadline, whichever node runs them. The database's clock
/// decides, again in the statement that ends them.
public final class Timekeeper implements Turn {
  private final Wire wire;
  private final Map<String, TaskType<?>> types;
  private final News news;
  private final Consumer<Set<UUID>> stopHandlers;
  private final Breakers breakers;
  private final Membership membership;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final long began = System.nanoTime();

  public Timekeeper(
      Wire wire,
      Membership membership,
      Map<String, TaskType<?>> types,
      News news,
      Consumer<Set<UUID>> stopHandlers,
      Breakers breakers) {
    this.wire = wire;
    this.membership = membership;
    this.types = types;
    this.news = news;
    this.stopHandlers = stopHandlers;
    this.breakers = breakers;
  }

  @Override
  public Duration take() throws Exception {
    Set<UUID> ended = endOverdue();
    if (!ended.isEmpty()) {
      stopHandlers.accept(ended);
      news.tasksHere();
    }
    return Duration.ofSeconds(1);
  }

  private Set<UUID> endOverdue() throws SQLException {
    Duration awake = awake();
    List<Orphan> late = wire.call(c -> NodeStore.overdue(c, awake));
    if (late.isEmpty()) {
      return Set.of();
    }
    List<Settlement> settlements = late.stream().map(this::settlement).toList();
    Set<UUID> ended = wire.call(c -> SettleStore.settle(c, settlements));
    late.stream().filter(one -> ended.contains(one.taskId())).forEach(this::blame);
    return ended;
  }

  /// How long those outside could reach this node, and this node the database.
  private Duration awake() {
    Duration up = Duration.ofNanos(System.nanoTime() - began);
    Duration inTouch = membership.inTouch();
    return up.compareTo(inTouch) < 0 ? up : inTouch;
  }

  private Settlement settlement(Orphan late) {
    return new Settlement(late.taskId(), late.attempt(), "system", end(late), true);
  }

  private Transition end(Orphan late) {
    Standing standing = Standings.of(late, types);
    if (late.silent()) {
      return late.pulled() ? Lifecycle.rescued(standing) : Lifecycle.silent(standing, random);
    }
    String needed = neededBy(late);
    return needed != null && breakers.away(needed)
        ? Lifecycle.parked(needed, breakers.sentence(needed))
        : Lifecycle.timedOut(standing, late.timeoutSeconds(), random);
  }

  /// An attempt that took too long was probably waiting for what it needs.
  private void blame(Orphan late) {
    String needed = neededBy(late);
    if (needed != null && !late.silent()) {
      Probe by = new Probe(late.taskId(), late.attempt());
      boolean _ = breakers.failed(needed, new Blame("no answer in time", false, null), by);
    }
  }

  private @Nullable String neededBy(Orphan late) {
    TaskType<?> type = types.get(late.taskType());
    return type == null ? null : type.dependency();
  }
}
