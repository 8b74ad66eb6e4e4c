package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.outage.Outlook;
import dev.meanwhile.engine.pull.Seats;
import dev.meanwhile.engine.store.ClaimStore;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.upkeep.Membership;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Claims as many due tasks as there are free places, and starts them. While many wait, a second
/// hand claims at the same time: one has work for the processor while the commit of the other is on
/// its way to the disk.
public final class Claimer implements Turn {
  /// With more work waiting than places, a moment's patience makes one large claim out of many
  /// small ones, at half the cost.
  private static final Duration GATHERING = Duration.ofMillis(1);

  /// So many free places are worth a claim by the second hand.
  private static final int CROWD = 250;

  private static final Duration UNTIL_CALLED = Duration.ofSeconds(30);

  private final Wire wire;
  private final Wire second;
  private final Membership membership;
  private final String actor;
  private final Lines lines;
  private final Duration poll;
  private final Running running;
  private final Consumer<Lease> runner;
  private final News news;
  private final Gatekeeper gatekeeper;
  private final Outlook outlook;
  private final Readmission readmission;
  private final Seats seats;
  private volatile Runnable helper = () -> {};
  private volatile boolean stopped;
  private volatile boolean backlog;
  private boolean gathered;

  /// Not every type that a waiting worker wants has been looked at.
  private boolean goesOn;

  /// @param second for the second hand; not used on a node with few places
  /// @param types may become more while it is used
  /// @param seats the workers that wait for tasks of pulled types
  public Claimer(
      Wire wire,
      Wire second,
      Membership membership,
      String actor,
      Collection<String> types,
      Duration poll,
      Running running,
      Consumer<Lease> runner,
      News news,
      Gatekeeper gatekeeper,
      Outlook outlook,
      Readmission readmission,
      Seats seats) {
    this.wire = wire;
    this.second = second;
    this.membership = membership;
    this.actor = actor;
    this.lines = new Lines(types);
    this.poll = poll;
    this.running = running;
    this.runner = runner;
    this.news = news;
    this.gatekeeper = gatekeeper;
    this.outlook = outlook;
    this.readmission = readmission;
    this.seats = seats;
  }

  /// Wakes the loop of the second hand.
  public void helpBy(Runnable waking) {
    helper = waking;
  }

  @Override
  public Duration take() throws Exception {
    if (!goesOn) {
      seats.round();
    }
    goesOn = false;
    Duration rest = turn();
    goesOn = seats.untried();
    return goesOn && !stopped ? Duration.ZERO : rest;
  }

  private Duration turn() throws Exception {
    gatekeeper.answers((quota, leases) -> learn(List.of(quota), leases));
    int free = running.free();
    List<Quota> aside = quotasAside();
    if (stopped || (free == 0 && aside.isEmpty())) {
      return poll;
    }
    free -= free == 0 ? 0 : readmission.letIn(free);
    if (backlog && !gathered && free < Math.min(running.limit() / 2, CROWD)) {
      gathered = true;
      return GATHERING;
    }
    gathered = false;
    List<Quota> wanted = new ArrayList<>(aside);
    wanted.addAll(quotas(free, this::openToAll));
    List<Quota> quotas = gatekeeper.take(wanted);
    if (quotas.isEmpty()) {
      backlog = false;
      return rest();
    }
    claim(wire, quotas);
    return backlog ? Duration.ZERO : rest();
  }

  /// The turn of the second hand: claims only while many wait for many free places.
  public Duration help() throws Exception {
    int free = running.free();
    if (stopped || !backlog || free < CROWD) {
      return UNTIL_CALLED;
    }
    List<Quota> quotas = quotas(free, type -> openToAll(type) && !gatekeeper.guards(type));
    if (quotas.isEmpty()) {
      return UNTIL_CALLED;
    }
    claim(second, quotas);
    return Duration.ZERO;
  }

  private void claim(Wire by, List<Quota> quotas) throws SQLException {
    int places =
        quotas.stream()
            .filter(quota -> running.aside(quota.taskType()) == null)
            .mapToInt(Quota::tasks)
            .sum();
    running.reserve(places);
    try {
      if (backlog && by == wire) {
        helper.run();
      }
      List<Lease> leases = by.call(c -> ClaimStore.claim(c, membership.id(), actor, quotas));
      backlog = learn(quotas, leases);
      for (Lease lease : leases) {
        runner.accept(lease);
        if (places > 0 && running.aside(lease.taskType()) == null) {
          running.giveBack(1);
          places--;
        }
      }
      if (!leases.isEmpty()) {
        news.eventsHere();
      }
    } finally {
      running.giveBack(places);
    }
  }

  /// Of the types that have places of their own; the first hand alone claims these.
  private List<Quota> quotasAside() {
    Map<String, Integer> wanted = seats.share(this::open, running::onTheWay);
    synchronized (lines) {
      return lines.ownQuotas(
          type -> running.freeAside(type) + wanted.getOrDefault(type, 0),
          System.nanoTime(),
          this::open);
    }
  }

  private List<Quota> quotas(int free, Predicate<String> open) {
    synchronized (lines) {
      return lines.quotas(free, System.nanoTime(), open);
    }
  }

  private boolean learn(List<Quota> quotas, List<Lease> leases) {
    synchronized (lines) {
      return lines.claimed(quotas, leases);
    }
  }

  private boolean open(String taskType) {
    return gatekeeper.open(taskType) && outlook.open(taskType);
  }

  private boolean openToAll(String taskType) {
    return running.aside(taskType) == null && open(taskType);
  }

  private Duration rest() {
    Duration one = gatekeeper.rest(poll);
    Duration other = readmission.rest(poll);
    return one.compareTo(other) < 0 ? one : other;
  }

  /// From the next turn on nothing is claimed any more.
  public void stop() {
    stopped = true;
    gatekeeper.stop();
  }
}
