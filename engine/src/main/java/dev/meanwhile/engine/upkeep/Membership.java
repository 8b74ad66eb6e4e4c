package dev.meanwhile.engine.upkeep;

import java.time.Duration;

/// This node's place among the others: the id its leases carry, and whether it is in touch with the
/// database.
public final class Membership {
  private volatile long id;
  private volatile long lastRenewed;
  private volatile long inTouchSince = System.nanoTime() - Duration.ofDays(1).toNanos();

  /// The id of the node's row; changes when it was given up for dead and registered anew. 0 before
  /// the first time.
  public long id() {
    return id;
  }

  void registered(long as) {
    id = as;
    lastRenewed = System.nanoTime();
  }

  void renewed() {
    lastRenewed = System.nanoTime();
  }

  void outOfTouch() {
    inTouchSince = System.nanoTime();
  }

  /// Whether the node has renewed its lease within this span.
  public boolean alive(Duration span) {
    return id != 0 && System.nanoTime() - lastRenewed < span.toNanos();
  }

  /// For how long contact was not lost.
  Duration inTouch() {
    return Duration.ofNanos(System.nanoTime() - inTouchSince);
  }

  /// Whether contact was never lost during this span: after an outage of the database everybody
  /// gets the time to come back before anybody is given up for dead.
  boolean inTouchFor(Duration span) {
    return System.nanoTime() - inTouchSince >= span.toNanos();
  }
}
