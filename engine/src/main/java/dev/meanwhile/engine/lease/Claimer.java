package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.outage.Outlook;
import dev.meanwhile.engine.store.ClaimStore;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.upkeep.Membership;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Claims as many due tasks as there are free places, and starts them.
public final class Claimer implements Turn {
  /// With more work waiting than places, a moment's patience makes one large claim out of many
  /// small ones, at half the cost.
  private static final Duration GATHERING = Duration.ofMillis(1);

  private final Wire wire;
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
  private volatile boolean stopped;
  private boolean backlog;
  private boolean gathered;

  public Claimer(
      Wire wire,
      Membership membership,
      String actor,
      Set<String> types,
      Duration poll,
      Running running,
      Consumer<Lease> runner,
      News news,
      Gatekeeper gatekeeper,
      Outlook outlook,
      Readmission readmission) {
    this.wire = wire;
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
  }

  @Override
  public Duration take() throws Exception {
    gatekeeper.answers((quota, leases) -> lines.claimed(List.of(quota), leases));
    int free = running.free();
    if (stopped || free == 0) {
      return poll;
    }
    free -= readmission.letIn(free);
    if (backlog && !gathered && free < running.limit() / 2) {
      gathered = true;
      return GATHERING;
    }
    gathered = false;
    long now = System.nanoTime();
    List<Quota> quotas = gatekeeper.take(lines.quotas(free, now, this::open));
    if (quotas.isEmpty()) {
      backlog = false;
      return rest();
    }
    List<Lease> leases = wire.call(c -> ClaimStore.claim(c, membership.id(), actor, quotas));
    backlog = lines.claimed(quotas, leases);
    if (!leases.isEmpty()) {
      leases.forEach(runner);
      news.eventsHere();
    }
    return backlog ? Duration.ZERO : rest();
  }

  private boolean open(String taskType) {
    return gatekeeper.open(taskType) && outlook.open(taskType);
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
