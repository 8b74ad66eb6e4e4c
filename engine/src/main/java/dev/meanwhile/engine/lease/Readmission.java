package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.lifecycle.Breaker;
import dev.meanwhile.engine.lifecycle.Breaker.Probe;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.outage.Outlook;
import dev.meanwhile.engine.pull.Seats;
import dev.meanwhile.engine.store.ClaimStore;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Place;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import dev.meanwhile.engine.store.OutageStore;
import dev.meanwhile.engine.store.ParkStore;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.upkeep.Membership;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Lets tasks in to a dependency that is away or has just come back: one at a time as a probe, then
/// so many a second until nobody waits any more. The breaker's row lock makes it one node at a
/// time.
public final class Readmission {
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(250);
  private static final Duration BETWEEN_BLOCKS = Duration.ofMillis(100);

  private final Wire wire;
  private final Outlook outlook;
  private final Map<String, TaskType<?>> types;
  private final Collection<String> mine;
  private final Map<String, LimitedClaim> limited = new ConcurrentHashMap<>();
  private final Seats seats;
  private final Membership membership;
  private final String actor;
  private final BiConsumer<Lease, String> runner;
  private final News news;
  private final Map<String, Long> notBefore = new HashMap<>();

  /// @param mine the types this node runs
  /// @param limits what some of them must not exceed
  /// @param seats the workers that wait for tasks of pulled types
  /// @param runner starts a task, with the dependency that let it in
  public Readmission(
      Wire wire,
      Outlook outlook,
      Map<String, TaskType<?>> types,
      Collection<String> mine,
      Map<String, Limits> limits,
      Seats seats,
      Membership membership,
      String actor,
      BiConsumer<Lease, String> runner,
      News news) {
    this.wire = wire;
    this.outlook = outlook;
    this.types = types;
    this.mine = mine;
    this.seats = seats;
    this.membership = membership;
    limits.forEach((type, limit) -> limited.put(type, new LimitedClaim(limit)));
    this.actor = actor;
    this.runner = runner;
    this.news = news;
  }

  /// What a type must not exceed from now on.
  ///
  /// @param limits null for nothing any more
  public void limit(String type, @Nullable Limits limits) {
    if (limits == null) {
      limited.remove(type);
    } else {
      limited.put(type, new LimitedClaim(limits));
    }
  }

  private record Entrance(Breaker before, Breaker after, List<Lease> leases) {}

  /// Lets in what may go now, and starts it.
  ///
  /// @param free how many places this node has
  /// @return how many tasks were started
  public int letIn(int free) throws SQLException {
    int started = 0;
    for (Breaker gate : outlook.gates()) {
      if (started < free && worthATry(gate)) {
        started += letIn(gate.of().name(), free - started);
      }
    }
    return started;
  }

  private boolean worthATry(Breaker gate) {
    if (gate.pause() != null || System.nanoTime() < notBefore.getOrDefault(gate.of().name(), 0L)) {
      return false;
    }
    return gate.state() == State.RECOVERING
        || (gate.state() == State.OPEN && !outlook.untilProbe(gate).isPositive());
  }

  private int letIn(String dependency, int free) throws SQLException {
    Optional<Entrance> entered =
        wire.transaction(c -> {
          Breaker breaker = OutageStore.lockIfFree(c, dependency);
          return breaker == null ? Optional.empty() : Optional.of(enter(c, breaker, free));
        });
    Entrance entrance = entered.orElse(null);
    boolean recovering = entrance != null && entrance.after().state() == State.RECOVERING;
    Duration pause = recovering ? BETWEEN_BLOCKS : BETWEEN_TRIES;
    notBefore.put(dependency, System.nanoTime() + pause.toNanos());
    if (entrance == null) {
      return 0;
    }
    outlook.learned(entrance.after());
    if (entrance.before().state() != entrance.after().state()) {
      news.outagesHere();
    }
    if (!entrance.leases().isEmpty()) {
      entrance.leases().forEach(lease -> runner.accept(lease, dependency));
      news.eventsHere();
    }
    return entrance.leases().size();
  }

  private Entrance enter(Connection c, Breaker gate, int free) throws SQLException {
    if (gate.due()) {
      return probe(c, gate);
    }
    int allowed = gate.allowance();
    if (allowed == 0) {
      return new Entrance(gate, gate, List.of());
    }
    List<Lease> leases = claim(c, gate.of().name(), Math.min(allowed, free));
    if (!leases.isEmpty()) {
      Breaker after = OutageStore.write(c, gate, gate.letIn(leases.size()), actor);
      return new Entrance(gate, after, leases);
    }
    return new Entrance(gate, closedWhenDone(c, gate), leases);
  }

  private Entrance probe(Connection c, Breaker gate) throws SQLException {
    List<Lease> one = claim(c, gate.of().name(), 1);
    if (one.isEmpty()) {
      // A pause that ended, with nobody waiting: there is nothing to find out.
      return new Entrance(gate, gate.why() == null ? closedWhenDone(c, gate) : gate, one);
    }
    Lease lease = one.getFirst();
    Probe probe = new Probe(lease.taskId(), lease.attempt());
    String words = "task %s, attempt %d".formatted(lease.taskId(), lease.attempt());
    return new Entrance(gate, OutageStore.write(c, gate, gate.probing(probe, words), actor), one);
  }

  private Breaker closedWhenDone(Connection c, Breaker gate) throws SQLException {
    String dependency = gate.of().name();
    if (ParkStore.anybodyWaits(c, dependency)) {
      return gate;
    }
    String words = gate.of().title() + " answers again. It goes on in a moment.";
    ParkStore.release(c, dependency, words, actor);
    return OutageStore.write(c, gate, gate.cleared(), actor);
  }

  /// Those that ran into the outage go first, then those in line.
  private List<Lease> claim(Connection c, String dependency, int tasks) throws SQLException {
    List<String> able = mine.stream().filter(type -> !outlook.paused(type)).toList();
    List<String> free =
        able.stream().filter(type -> !limited.containsKey(type) && !pulled(type)).toList();
    List<Lease> leases =
        new ArrayList<>(ParkStore.claim(c, membership.id(), actor, dependency, free, tasks));
    for (String type : able) {
      int left = tasks - leases.size();
      int most = pulled(type) ? Math.min(left, seats.wanted(type)) : left;
      if (most > 0 && pulled(type) && !limited.containsKey(type)) {
        List<Lease> parked =
            ParkStore.claim(c, membership.id(), actor, dependency, List.of(type), most);
        leases.addAll(parked);
        most -= parked.size();
      }
      if (most > 0) {
        leases.addAll(fromLine(c, dependency, type, most));
      }
    }
    return leases;
  }

  private boolean pulled(String taskType) {
    TaskType<?> type = types.get(taskType);
    return type != null && type.pulled();
  }

  private List<Lease> fromLine(Connection c, String dependency, String type, int tasks)
      throws SQLException {
    LimitedClaim claim = limited.get(type);
    boolean needs = dependency.equals(neededBy(type));
    if (claim == null) {
      return needs
          ? ClaimStore.claim(
              c, membership.id(), actor, List.of(new Quota(type, tasks, Place.FRONT)))
          : List.of();
    }
    int places = claim.places(c, tasks);
    int back = places == 0 ? 0 : ParkStore.backInLine(c, dependency, type, places, actor);
    return places > 0 && (needs || back > 0)
        ? claim
            .look(c, membership.id(), actor, new Quota(type, needs ? places : back, Place.FRONT))
            .leases()
        : List.of();
  }

  private @Nullable String neededBy(String taskType) {
    TaskType<?> type = types.get(taskType);
    return type == null ? null : type.dependency();
  }

  /// How long the node may rest before it looks again.
  public Duration rest(Duration usual) {
    Duration rest = usual;
    for (Breaker gate : outlook.gates()) {
      Duration wanted = usual;
      if (gate.state() == State.RECOVERING) {
        wanted = BETWEEN_BLOCKS;
      } else if (gate.state() == State.OPEN && gate.pause() == null) {
        Duration until = outlook.untilProbe(gate);
        wanted = until.compareTo(BETWEEN_TRIES) < 0 ? BETWEEN_TRIES : until;
      }
      rest = wanted.compareTo(rest) < 0 ? wanted : rest;
    }
    return rest;
  }
}
