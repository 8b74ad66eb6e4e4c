package dev.meanwhile.engine;

import dev.meanwhile.engine.lease.Gatekeeper;
import dev.meanwhile.engine.lease.Limits;
import dev.meanwhile.engine.lease.Readmission;
import dev.meanwhile.engine.outage.OutageDesk;
import dev.meanwhile.engine.store.ArchiveStore;
import dev.meanwhile.engine.store.GateStore;
import dev.meanwhile.engine.store.GateStore.RateGate;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.TypeStore;
import dev.meanwhile.engine.store.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an engine can do: its types and their handlers. Both maps may grow while it works; all its
/// parts look at the same ones.
final class Repertoire {
  private final Wire wire;
  private final Map<String, TaskType<?>> known;
  private final Map<String, TaskType<?>> types;
  private final Map<String, Handler<?>> handlers;
  private final Map<String, RateGate> dependencyRates;
  private final OutageDesk outages;
  private @Nullable Gatekeeper gatekeeper;
  private @Nullable Readmission readmission;

  /// @param known what may be submitted
  /// @param types the same, and the engine's own
  Repertoire(
      Wire wire,
      Map<String, TaskType<?>> known,
      Map<String, TaskType<?>> types,
      Map<String, Handler<?>> handlers,
      Map<String, RateGate> dependencyRates,
      OutageDesk outages) {
    this.wire = wire;
    this.known = known;
    this.types = types;
    this.handlers = handlers;
    this.dependencyRates = dependencyRates;
    this.outages = outages;
  }

  /// The engine works: what is learned from now on has limits as well.
  void startedWith(Gatekeeper limited, Readmission waiting) {
    gatekeeper = limited;
    readmission = waiting;
  }

  /// Of the types that run here.
  Map<String, Limits> limits() {
    return Limits.of(types.values(), handlers.keySet(), dependencyRates);
  }

  /// At the start of a node that works.
  void announce(Connection connection, @Nullable ArchivePlan plan) throws SQLException {
    announce(connection);
    if (plan != null && !ArchiveStore.plan(connection, plan)) {
      throw new IllegalStateException(
          "The database does not know the time zone '%s' of the archiving; name another place."
              .formatted(plan.zone()));
    }
  }

  private void announce(Connection connection) throws SQLException {
    TypeStore.announce(connection, types.values());
    GateStore.say(connection, outages.known(), dependencyRates);
    outages.announce(connection);
  }

  /// Two names are the engine's own.
  static void mustBeFree(TaskType<?> type) {
    if (type.name().equals(TaskGroup.TYPE.name()) || type.name().equals(BulkWork.TYPE.name())) {
      throw new IllegalArgumentException(
          "The task type '" + type.name() + "' belongs to Meanwhile itself.");
    }
  }

  <I> void learn(TaskType<I> type, Handler<? super I> handler) {
    mustBeFree(type);
    outages.learn(type);
    types.put(type.name(), type);
    known.put(type.name(), type);
    if (gatekeeper == null || readmission == null) {
      handlers.put(type.name(), handler);
      return;
    }
    try {
      wire.run(this::announce);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
    Limits limits = Limits.of(List.of(type), Set.of(type.name()), dependencyRates).get(type.name());
    gatekeeper.limit(type.name(), limits);
    readmission.limit(type.name(), limits);
    // The last: from here on it is claimed.
    handlers.put(type.name(), handler);
  }
}
