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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes over the tasks of dead nodes. Striking the node off and giving its tasks back is one
/// transaction, and each task is fenced by the attempt that was seen: a task that moved on
/// meanwhile is left alone.
public final class Rescuer implements Turn {
  private static final Logger log = LoggerFactory.getLogger(Rescuer.class);

  private final Wire wire;
  private final Membership membership;
  private final Duration lease;
  private final Map<String, TaskType<?>> types;
  private final News news;

  public Rescuer(
      Wire wire, Membership membership, Duration lease, Map<String, TaskType<?>> types, News news) {
    this.wire = wire;
    this.membership = membership;
    this.lease = lease;
    this.types = types;
    this.news = news;
  }

  @Override
  public Duration take() throws Exception {
    if (membership.inTouchFor(lease)) {
      int rescued = rescue();
      if (rescued > 0) {
        log.info("Took over {} task(s) of a worker that stopped answering.", rescued);
        news.tasksHere();
      }
    }
    return Duration.ofSeconds(2);
  }

  /// @return how many tasks were taken over
  public int rescue() throws Exception {
    return wire.transaction(c -> {
      List<Settlement> settlements =
          NodeStore.orphans(c, membership.id()).stream().map(this::settlement).toList();
      return settlements.isEmpty() ? 0 : SettleStore.settle(c, settlements).size();
    });
  }

  private Settlement settlement(Orphan orphan) {
    Standing standing = Standings.of(orphan, types);
    return new Settlement(orphan.taskId(), orphan.attempt(), "system", Lifecycle.rescued(standing));
  }
}
