package dev.meanwhile.engine.upkeep;

import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
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

/// Ends attempts that are past their deadline, whichever node runs them. The database's clock
/// decides, again in the statement that ends them.
public final class Timekeeper implements Turn {
  private final Wire wire;
  private final Map<String, TaskType<?>> types;
  private final News news;
  private final Consumer<Set<UUID>> stopHandlers;
  private final RandomGenerator random = RandomGenerator.getDefault();

  public Timekeeper(
      Wire wire, Map<String, TaskType<?>> types, News news, Consumer<Set<UUID>> stopHandlers) {
    this.wire = wire;
    this.types = types;
    this.news = news;
    this.stopHandlers = stopHandlers;
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
    return wire.call(c -> {
      List<Settlement> settlements = NodeStore.overdue(c).stream().map(this::settlement).toList();
      return settlements.isEmpty() ? Set.of() : SettleStore.settle(c, settlements);
    });
  }

  private Settlement settlement(Orphan late) {
    Standing standing = Standings.of(late, types);
    return new Settlement(
        late.taskId(),
        late.attempt(),
        "system",
        late.silent()
            ? Lifecycle.silent(standing, random)
            : Lifecycle.timedOut(standing, late.timeoutSeconds(), random),
        true);
  }
}
