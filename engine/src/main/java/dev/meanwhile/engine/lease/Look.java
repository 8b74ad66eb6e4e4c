package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.store.ClaimStore.Lease;
import java.time.Duration;
import java.util.List;

/// What came of one attempt to claim tasks of a limited type.
///
/// @param then when it is worth trying again
/// @param pause how long not to, for [Then#LATER]
record Look(List<Lease> leases, Then then, Duration pause) {

  enum Then {
    /// There may be more.
    AT_ONCE,
    /// The line is long and was not searched to its end.
    SOON,
    /// Nothing before so much time has passed.
    LATER,
    /// When a task is submitted, or one that runs has ended.
    WHEN_TOLD
  }

  static Look of(List<Lease> leases, Then then) {
    return new Look(leases, then, Duration.ZERO);
  }

  static Look later(Duration pause) {
    return new Look(List.of(), Then.LATER, pause);
  }
}
