package dev.meanwhile.engine.outage;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.DependencyHealth;
import dev.meanwhile.engine.DependencyHealth.Pause;
import dev.meanwhile.engine.Incident;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.lifecycle.Breaker;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.store.IncidentStore;
import dev.meanwhile.engine.store.JoiningWire;
import dev.meanwhile.engine.store.OutageStore;
import dev.meanwhile.engine.store.OutageStore.Waited;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where people see and direct outages.
public final class OutageDesk implements Outages {
  private final JoiningWire wire;
  private final Map<String, Dependency> known = new ConcurrentHashMap<>();
  private final Map<String, Dependency> configured;
  private final News news;
  private volatile @Nullable Outlook outlook;

  /// @param types the types this program knows
  /// @param configured how it wants dependencies to be handled
  public OutageDesk(
      JoiningWire wire,
      Collection<TaskType<?>> types,
      Map<String, Dependency> configured,
      News news) {
    this.wire = wire;
    this.configured = Map.copyOf(configured);
    this.news = news;
    for (TaskType<?> type : types) {
      String needed = type.dependency();
      if (needed != null) {
        known.put(needed, Dependency.of(needed));
      }
    }
    known.putAll(configured);
  }

  /// The names of the dependencies this program knows.
  public Set<String> known() {
    return known.keySet();
  }

  /// A type that came later may need one more.
  public void learn(TaskType<?> type) {
    String needed = type.dependency();
    if (needed != null) {
      known.putIfAbsent(needed, Dependency.of(needed));
    }
  }

  /// Makes them known to all.
  public void announce(Connection c) throws SQLException {
    OutageStore.announce(c, known.values(), false);
    OutageStore.announce(c, configured.values(), true);
  }

  /// The node of this desk works: what is decided here holds on it at once.
  public void startedWith(Outlook of) {
    outlook = of;
  }

  private void tell() {
    Outlook here = outlook;
    if (here != null) {
      call(_ -> {
        here.look();
        return true;
      });
    }
    news.outagesHere();
  }

  @Override
  public List<DependencyHealth> list() {
    return call(c -> OutageStore.list(c, null)).stream().map(OutageDesk::health).toList();
  }

  @Override
  public @Nullable DependencyHealth find(String dependency) {
    return call(c -> OutageStore.list(c, dependency)).stream()
        .map(OutageDesk::health)
        .findFirst()
        .orElse(null);
  }

  private static DependencyHealth health(Waited waited) {
    Breaker breaker = waited.breaker();
    return new DependencyHealth(
        breaker.of(),
        breaker.state(),
        breaker.failures(),
        breaker.why(),
        breaker.since(),
        breaker.nextProbeAt(),
        breaker.pause(),
        breaker.incident(),
        waited.parked());
  }

  @Override
  public boolean pause(String dependency, String actor, String why) {
    mustSayWhy(why);
    return change(
        dependency, actor, breaker -> breaker.pause() != null ? null : breaker.paused(actor, why));
  }

  @Override
  public boolean resume(String dependency, String actor, String why) {
    mustSayWhy(why);
    return change(dependency, actor, breaker -> breaker.shut() ? breaker.resumed(why) : null);
  }

  private boolean change(
      String dependency, String actor, Function<Breaker, Breaker.@Nullable Change> rule) {
    boolean changed =
        transaction(c -> {
          Breaker breaker = locked(c, dependency);
          Breaker.Change change = rule.apply(breaker);
          if (change == null) {
            return false;
          }
          Breaker _ = OutageStore.write(c, breaker, change, actor);
          return true;
        });
    if (changed) {
      wire.after(this::tell);
    }
    return changed;
  }

  private Breaker locked(Connection c, String dependency) throws SQLException {
    Breaker breaker = OutageStore.lock(c, dependency);
    Dependency mine = known.get(dependency);
    if (breaker == null && mine != null) {
      OutageStore.announce(c, Set.of(mine), false);
      breaker = OutageStore.lock(c, dependency);
    }
    if (breaker == null) {
      String others =
          OutageStore.list(c, null).stream()
              .map(waited -> waited.breaker().of().name())
              .collect(Collectors.joining(", "));
      throw new IllegalArgumentException(
          "There is no dependency called '%s'; %s"
              .formatted(
                  dependency,
                  others.isEmpty() ? "none is known yet." : "these are known: " + others + "."));
    }
    return breaker;
  }

  @Override
  public boolean pauseType(String taskType, String actor, String why) {
    mustSayWhy(why);
    return markType(taskType, actor, why, "paused", "Paused: %s".formatted(why));
  }

  @Override
  public boolean resumeType(String taskType, String actor, String why) {
    mustSayWhy(why);
    return markType(taskType, actor, null, "resumed", "Resumed: %s".formatted(why));
  }

  private boolean markType(
      String taskType, String actor, @Nullable String reason, String event, String sentence) {
    Breaker.Note note = new Breaker.Note(event, sentence);
    Optional<Boolean> done =
        transaction(
            c -> Optional.ofNullable(IncidentStore.markType(c, taskType, actor, reason, note)));
    boolean changed = done.orElseThrow(() -> unknownType(taskType));
    if (changed) {
      wire.after(this::tell);
    }
    return changed;
  }

  private static IllegalArgumentException unknownType(String taskType) {
    return new IllegalArgumentException(
        "No node has announced a task type called '%s'; look at the spelling.".formatted(taskType));
  }

  private static void mustSayWhy(String why) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("Say why, in a few words: people will read it.");
    }
  }

  @Override
  public Map<String, Pause> pausedTypes() {
    return call(IncidentStore::pausedTypes);
  }

  @Override
  public List<Incident> incidents(int limit) {
    return call(c -> IncidentStore.newest(c, limit));
  }

  @Override
  public @Nullable Incident incident(long id) {
    return call(c -> Optional.ofNullable(IncidentStore.find(c, id))).orElse(null);
  }

  private <T> T call(Wire.Job<T> job) {
    try {
      return wire.call(job);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
  }

  private <T> T transaction(Wire.Job<T> job) {
    try {
      return wire.transaction(job);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
  }
}
