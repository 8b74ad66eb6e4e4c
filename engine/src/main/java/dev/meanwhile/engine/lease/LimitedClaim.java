package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.lease.Look.Then;
import dev.meanwhile.engine.store.ClaimStore;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Place;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import dev.meanwhile.engine.store.GateStore;
import dev.meanwhile.engine.store.GateStore.Left;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Claims tasks of one limited type, within a transaction: enter the gate, so that nobody else
/// claims this type at the same time; count; take what is left.
final class LimitedClaim {
  /// Another node is inside for a few milliseconds.
  private static final Duration OCCUPIED = Duration.ofMillis(3);

  private final Limits limits;
  private final Keys keys;

  LimitedClaim(Limits limits) {
    this.limits = limits;
    this.keys = new Keys(limits);
  }

  Look look(Connection connection, long node, String actor, Quota quota) throws SQLException {
    if (!GateStore.enter(connection, limits.gates())) {
      return Look.later(OCCUPIED);
    }
    int slots = slots(connection);
    Left left = GateStore.left(connection, limits.rates());
    if (slots > 0 && left.tasks() == 0) {
      return Look.later(left.again());
    }
    int wanted = Math.min(quota.tasks(), Math.min(slots, left.tasks()));
    if (wanted == 0) {
      return Look.of(List.of(), Then.WHEN_TOLD);
    }
    List<Lease> leases =
        limits.atOncePerKey() == null
            ? ClaimStore.claim(
                connection,
                node,
                actor,
                List.of(new Quota(limits.taskType(), wanted, quota.behind())))
            : keys.claim(connection, node, actor, wanted);
    if (!leases.isEmpty() && !limits.rates().isEmpty()) {
      GateStore.spend(connection, limits.rates(), leases.size());
    }
    return Look.of(leases, then(leases.size(), wanted, slots, quota));
  }

  /// How many of so many could be claimed now; within a transaction. Those with keys may be fewer.
  int places(Connection connection, int wanted) throws SQLException {
    return GateStore.enter(connection, limits.gates())
        ? Math.max(
            0,
            Math.min(
                Math.min(wanted, slots(connection)),
                GateStore.left(connection, limits.rates()).tasks()))
        : 0;
  }

  private Then then(int got, int wanted, int slots, Quota quota) {
    if (got == slots) {
      return Then.WHEN_TOLD;
    }
    if (limits.atOncePerKey() != null) {
      return got == wanted ? Then.AT_ONCE : keys.searching() ? Then.SOON : Then.WHEN_TOLD;
    }
    boolean frontSeen = quota.behind().equals(Place.FRONT);
    return got == wanted || !frontSeen ? Then.AT_ONCE : Then.WHEN_TOLD;
  }

  private int slots(Connection connection) throws SQLException {
    Integer most = limits.atOnce();
    return most == null
        ? Integer.MAX_VALUE
        : most - GateStore.running(connection, limits.taskType(), most);
  }
}
