package dev.meanwhile.engine.upkeep;

import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.NodeStore;
import dev.meanwhile.engine.store.Wire;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Renews the node's lease, and asks which of its running attempts somebody else has ended: one row
/// for the node, no write for its tasks.
public final class Heart implements Turn {
  private static final Logger log = LoggerFactory.getLogger(Heart.class);

  /// The attempts that run here, as the heart sees them.
  public interface Patients {
    /// Task ids and attempts of the running handlers, in the same order.
    record RollCall(Collection<UUID> tasks, Collection<Integer> attempts) {}

    RollCall running();

    /// These are no longer ours: stop their handlers.
    void lost(Set<UUID> tasks);

    /// None is ours any more.
    void allLost();
  }

  private final Wire wire;
  private final Membership membership;
  private final String name;
  private final Duration lease;
  private final int places;
  private final Collection<String> types;
  private final Patients patients;
  private long nextRenewal = System.nanoTime();

  public Heart(
      Wire wire,
      Membership membership,
      String name,
      Duration lease,
      int places,
      Collection<String> types,
      Patients patients) {
    this.wire = wire;
    this.membership = membership;
    this.name = name;
    this.lease = lease;
    this.places = places;
    this.types = types;
    this.patients = patients;
  }

  /// Registers the node before its first claim.
  public void register() throws SQLException {
    membership.registered(wire.call(c -> NodeStore.register(c, name, lease, places, types)));
  }

  @Override
  public Duration take() throws Exception {
    Duration beat = lease.dividedBy(4);
    try {
      if (System.nanoTime() >= nextRenewal) {
        renew();
        nextRenewal = System.nanoTime() + beat.toNanos();
      }
      checkAttempts();
    } catch (SQLException failure) {
      membership.outOfTouch();
      throw failure;
    }
    Duration second = Duration.ofSeconds(1);
    boolean busy = !patients.running().tasks().isEmpty();
    return busy && beat.compareTo(second) > 0 ? second : beat;
  }

  private void renew() throws SQLException {
    if (wire.call(c -> NodeStore.renew(c, membership.id(), lease, types))) {
      membership.renewed();
      return;
    }
    log.warn("This node was silent for too long; others took over its tasks. It starts anew.");
    patients.allLost();
    register();
  }

  private void checkAttempts() throws SQLException {
    Patients.RollCall running = patients.running();
    if (!running.tasks().isEmpty()) {
      Set<UUID> lost = wire.call(c -> NodeStore.lost(c, running.tasks(), running.attempts()));
      if (!lost.isEmpty()) {
        patients.lost(lost);
      }
    }
  }

  /// Strikes the node off: its tasks have been handed back.
  public void leave() throws SQLException {
    wire.run(c -> NodeStore.leave(c, membership.id()));
  }
}
