package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.lease.Look.Then;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import dev.meanwhile.engine.store.GateStore;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.upkeep.Membership;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Claims the tasks of limited types, on a connection and in a loop of its own: counting takes
/// time, and tasks without limits must not wait for it. It is asked by the [Claimer], which shares
/// the node's places among all types.
public final class Gatekeeper implements Turn {
  private static final Duration REST = Duration.ofSeconds(30);

  private record Answer(Quota quota, List<Lease> leases) {}

  /// @param from where its places were taken from
  private record Asked(Quota quota, AtomicInteger from) {}

  private final Wire wire;
  private final Membership membership;
  private final String actor;
  private final Running running;
  private final Consumer<Lease> runner;
  private final News news;
  private final Gates gates;
  private final Map<String, LimitedClaim> claims = new ConcurrentHashMap<>();
  private final Queue<Asked> asked = new ConcurrentLinkedQueue<>();
  private final Deque<Asked> inHand = new ArrayDeque<>();
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private volatile Runnable wakeSelf = () -> {};
  private volatile Runnable wakeClaimer = () -> {};
  private volatile boolean stopped;

  /// @param wire opened when first a type has limits
  public Gatekeeper(
      Wire wire,
      Membership membership,
      String actor,
      Map<String, Limits> limits,
      Duration poll,
      Running running,
      Consumer<Lease> runner,
      News news) {
    this.wire = wire;
    this.membership = membership;
    this.actor = actor;
    this.running = running;
    this.runner = runner;
    this.news = news;
    this.gates = new Gates(limits.keySet(), poll, System.nanoTime());
    limits.forEach((type, limit) -> claims.put(type, new LimitedClaim(limit)));
  }

  /// Its own loop; before the claimer's first turn.
  public void wakeBy(Runnable self) {
    wakeSelf = self;
  }

  /// What to call when a limited type may be open again.
  public void whenOpen(Runnable claimer) {
    wakeClaimer = claimer;
    news.whenTasks(gates::told);
    news.whenSlots(() -> {
      gates.slotsFree(System.nanoTime());
      wakeClaimer.run();
    });
  }

  /// A task of this type has ended on this node.
  public void ended(String type) {
    if (gates.guards(type)) {
      gates.slotFree(type, System.nanoTime());
      wakeClaimer.run();
      news.slotsHere();
    }
  }

  /// Whether it claims the tasks of this type itself.
  boolean guards(String type) {
    return gates.guards(type);
  }

  boolean open(String type) {
    return gates.open(type, System.nanoTime());
  }

  Duration rest(Duration poll) {
    return claims.isEmpty() ? poll : gates.rest(System.nanoTime());
  }

  /// Sees to those of limited types and answers with the others.
  List<Quota> take(List<Quota> quotas) {
    if (claims.isEmpty()) {
      return quotas;
    }
    List<Quota> others = new ArrayList<>(quotas.size());
    for (Quota quota : quotas) {
      if (gates.guards(quota.taskType())) {
        gates.begin(quota.taskType(), System.nanoTime());
        asked.add(new Asked(quota, running.reserve(quota.taskType(), quota.tasks())));
      } else {
        others.add(quota);
      }
    }
    if (!asked.isEmpty()) {
      wakeSelf.run();
    }
    return others;
  }

  /// What came of earlier quotas.
  void answers(BiConsumer<Quota, List<Lease>> reader) {
    for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
      reader.accept(answer.quota(), answer.leases());
    }
  }

  @Override
  public Duration take() throws Exception {
    for (Asked one = asked.poll(); one != null; one = asked.poll()) {
      inHand.add(one);
    }
    if (inHand.isEmpty()) {
      return REST;
    }
    Set<String> due = due(inHand);
    for (int left = inHand.size(); left > 0; left--) {
      Asked one = inHand.removeFirst();
      Quota quota = one.quota();
      // Behind the others, in case it fails; it is tried again with the next turn then.
      inHand.addLast(one);
      boolean nothing = stopped || !due.contains(quota.taskType());
      answer(one, nothing ? Look.of(List.of(), Then.WHEN_TOLD) : look(quota));
      inHand.removeLast();
    }
    wakeClaimer.run();
    return Duration.ZERO;
  }

  private Set<String> due(Collection<Asked> quotas) throws SQLException {
    List<String> types = quotas.stream().map(one -> one.quota().taskType()).toList();
    return wire.call(c -> GateStore.due(c, types));
  }

  private Look look(Quota quota) throws SQLException {
    LimitedClaim claim = claims.get(quota.taskType());
    if (claim == null) {
      return Look.of(List.of(), Then.WHEN_TOLD); // its limits were taken away meanwhile
    }
    return wire.transaction(c -> claim.look(c, membership.id(), actor, quota));
  }

  private void answer(Asked asked, Look look) {
    Quota quota = asked.quota();
    look.leases().forEach(runner);
    asked.from().addAndGet(-quota.tasks());
    answers.add(new Answer(quota, look.leases()));
    gates.end(quota.taskType(), look, System.nanoTime());
    if (!look.leases().isEmpty()) {
      news.eventsHere();
    }
  }

  /// What a type must not exceed from now on.
  ///
  /// @param limits null for nothing any more
  public void limit(String type, @Nullable Limits limits) {
    if (limits == null) {
      claims.remove(type);
      gates.remove(type);
    } else {
      claims.put(type, new LimitedClaim(limits));
      gates.add(type, System.nanoTime());
    }
  }

  /// From now on nothing is claimed any more.
  void stop() {
    stopped = true;
  }
}
