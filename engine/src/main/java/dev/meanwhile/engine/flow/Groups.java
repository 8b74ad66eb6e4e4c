package dev.meanwhile.engine.flow;

import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskGroup;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.ClaimStore;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Place;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import dev.meanwhile.engine.store.GroupStore;
import dev.meanwhile.engine.store.GroupStore.Waiting;
import dev.meanwhile.engine.store.SettleStore;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.upkeep.Membership;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Runs the groups: tells once a second how many of their parts have ended, and ends them with the
/// last one.
public final class Groups implements Turn {
  private static final int MOST = 1000;
  private static final Duration BUSY = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(3);

  /// Counting takes at most this share of the time, however many parts there are.
  private static final int SHARE = 20;

  private final Wire wire;
  private final Membership membership;
  private final String actor;
  private final News news;

  public Groups(Wire wire, Membership membership, String actor, News news) {
    this.wire = wire;
    this.membership = membership;
    this.actor = actor;
    this.news = news;
  }

  @Override
  public Duration take() throws Exception {
    long began = System.nanoTime();
    int groups = wire.transaction(this::look);
    if (groups == 0) {
      return IDLE;
    }
    news.eventsHere();
    Duration pause = Duration.ofNanos(System.nanoTime() - began).multipliedBy(SHARE);
    return pause.compareTo(BUSY) > 0 ? pause : BUSY;
  }

  /// @return how many groups there are
  private int look(Connection connection) throws SQLException {
    List<Waiting> groups = GroupStore.waiting(connection, MOST);
    if (groups.isEmpty()) {
      return 0;
    }
    GroupStore.tell(connection, groups);
    int done = (int) groups.stream().filter(group -> group.left() == 0).count();
    if (done > 0) {
      end(connection, done);
    }
    return groups.size();
  }

  private void end(Connection connection, int groups) throws SQLException {
    Quota quota = new Quota(TaskGroup.TYPE.name(), groups, Place.FRONT);
    List<Settlement> ends = new ArrayList<>();
    for (Lease lease : ClaimStore.claim(connection, membership.id(), actor, List.of(quota))) {
      String title = Json.read(lease.input(), TaskGroup.Input.class).title();
      Standing standing = new Standing(title, 0, 0, 0, TaskGroup.TYPE.retry());
      Outcome outcome = outcome(title, GroupStore.ends(connection, lease.taskId()));
      ends.add(
          new Settlement(
              lease.taskId(),
              lease.attempt(),
              actor,
              Lifecycle.after(standing, outcome, RandomGenerator.getDefault())));
    }
    if (!ends.isEmpty()) {
      SettleStore.settle(connection, ends);
    }
  }

  static Outcome outcome(String title, Map<TaskStatus, Long> ends) {
    long all = ends.values().stream().mapToLong(Long::longValue).sum();
    long done = ends.getOrDefault(TaskStatus.COMPLETED, 0L);
    if (done == all) {
      return Outcome.completed(Map.of("parts", all), "%d of %d parts done.".formatted(done, all));
    }
    long cancelled = ends.getOrDefault(TaskStatus.CANCELLED, 0L);
    List<String> why = new ArrayList<>();
    if (all - done - cancelled > 0) {
      why.add("%d failed".formatted(all - done - cancelled));
    }
    if (cancelled > 0) {
      why.add("%d %s cancelled".formatted(cancelled, cancelled == 1 ? "was" : "were"));
    }
    return Outcome.failed(
        title + " failed",
        "of %d parts %s".formatted(all, String.join(" and ", why)),
        "Try the failed parts again, and then the group.",
        "parts_failed");
  }
}
