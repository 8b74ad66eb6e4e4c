package dev.meanwhile.engine.outage;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.lifecycle.Breaker;
import dev.meanwhile.engine.lifecycle.Breaker.Blame;
import dev.meanwhile.engine.lifecycle.Breaker.Probe;
import dev.meanwhile.engine.lifecycle.Sentences;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.store.OutageStore;
import dev.meanwhile.engine.store.ParkStore;
import dev.meanwhile.engine.store.Wire;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears from running tasks whether the services they need answer, and tells them whether to go on.
/// While all is well it asks nobody.
public final class Breakers {
  private static final Logger log = LoggerFactory.getLogger(Breakers.class);

  private final Wire wire;
  private final Outlook outlook;
  private final News news;
  private final String actor;

  /// How often to look for the retry of a task whose failure may not be written yet.
  private static final int LOOKS = 5;

  /// The tasks whose failure was counted, by dependency, and how often their retry was looked for:
  /// when it turns out to be away, they wait for it like the others.
  private final Map<String, Map<UUID, Integer>> struck = new ConcurrentHashMap<>();

  public Breakers(Wire wire, Outlook outlook, News news, String actor) {
    this.wire = wire;
    this.outlook = outlook;
    this.news = news;
    this.actor = actor;
  }

  /// Whether a task must not call this service now.
  ///
  /// @param pass the dependency whose gate let the task in; null when it came by the usual way
  public boolean blocks(String dependency, @Nullable String pass) {
    return outlook.gated(dependency) && !dependency.equals(pass);
  }

  /// Whether it counts as away, as far as this node knows.
  public boolean away(String dependency) {
    Breaker breaker = outlook.of(dependency);
    return breaker != null && breaker.shut();
  }

  /// What people read whose task waits for it.
  public String sentence(String dependency) {
    Breaker breaker = outlook.of(dependency);
    return breaker == null
        ? Sentences.notAnswering(Dependency.of(dependency).title())
        : breaker.sentence();
  }

  /// A call failed, and the dependency is to blame.
  ///
  /// @return whether it counts as away, so that the task should wait for it
  public boolean failed(String dependency, Blame blame, Probe by) {
    Breaker seen = outlook.of(dependency);
    boolean known =
        seen != null && seen.shut() && !by.equals(seen.probe()) && blame.retryAfter() == null;
    boolean shut = known || shutAfter(dependency, breaker -> breaker.failed(blame, by));
    if (!shut) {
      strike(dependency, by.task(), 0);
    }
    return shut;
  }

  /// A call was answered.
  ///
  /// @param passed whether the task was let in by this dependency's gate
  public void answered(String dependency, boolean passed) {
    Breaker seen = outlook.of(dependency);
    boolean matters =
        seen != null
            && (seen.shut() ? passed : seen.state() == State.CLOSED || seen.failures() > 0);
    if (matters) {
      struck.remove(dependency);
      boolean _ = shutAfter(dependency, breaker -> breaker.answered(passed));
    }
  }

  /// A task that was to try whether the dependency answers ended without telling.
  public void unclear(String dependency, Probe by) {
    Breaker seen = outlook.of(dependency);
    if (seen != null && by.equals(seen.probe())) {
      boolean _ =
          shutAfter(
              dependency,
              breaker ->
                  by.equals(breaker.probe())
                      ? breaker.probeLost(false)
                      : new Breaker.Change(breaker, null));
    }
  }

  private boolean shutAfter(String dependency, Function<Breaker, Breaker.Change> rule) {
    try {
      return changed(dependency, rule).shut();
    } catch (SQLException away) {
      log.warn("It could not be noted how {} does: {}", dependency, away.toString());
      Breaker seen = outlook.of(dependency);
      return seen != null && seen.shut();
    }
  }

  private Breaker changed(String dependency, Function<Breaker, Breaker.Change> rule)
      throws SQLException {
    Breaker[] before = new Breaker[1];
    Breaker after =
        wire.transaction(c -> {
          Breaker breaker = OutageStore.lock(c, dependency);
          if (breaker == null) {
            OutageStore.announce(c, Set.of(Dependency.of(dependency)), false);
            breaker = Objects.requireNonNull(OutageStore.lock(c, dependency));
          }
          before[0] = breaker;
          Breaker.Change change = rule.apply(breaker);
          return change.next().equals(breaker)
              ? breaker
              : OutageStore.write(c, breaker, change, actor);
        });
    outlook.learned(after);
    if (after.state() != before[0].state()) {
      log.info("{}: {} after {}.", dependency, after.state(), before[0].state());
      news.outagesHere();
    }
    return after;
  }

  /// Looks after what happened meanwhile: probes whose worker died, and tasks that failed just
  /// before it was known why.
  public void lookAfter() {
    try {
      for (Breaker gate : outlook.gates()) {
        if (gate.probe() != null) {
          changeLost(gate.of().name());
        }
        if (gate.shut()) {
          adopt(gate);
        }
      }
    } catch (SQLException away) {
      log.debug("The breakers could not be looked after.", away);
    }
  }

  private void changeLost(String dependency) throws SQLException {
    Optional<Breaker> changed =
        wire.transaction(c -> {
          Breaker breaker = OutageStore.lockIfFree(c, dependency);
          if (breaker == null || breaker.probe() == null || OutageStore.runs(c, breaker.probe())) {
            return Optional.empty();
          }
          return Optional.of(OutageStore.write(c, breaker, breaker.probeLost(true), actor));
        });
    changed.ifPresent(after -> {
      outlook.learned(after);
      news.outagesHere();
    });
  }

  private void strike(String dependency, UUID task, int looks) {
    struck.computeIfAbsent(dependency, _ -> new ConcurrentHashMap<>()).put(task, looks);
  }

  private void adopt(Breaker gate) throws SQLException {
    String dependency = gate.of().name();
    Map<UUID, Integer> tasks = struck.remove(dependency);
    if (tasks == null || gate.pause() != null) {
      return;
    }
    String words = gate.sentence();
    List<UUID> adopted =
        wire.call(c -> ParkStore.adopt(c, dependency, tasks.keySet(), words, actor));
    adopted.forEach(tasks::remove);
    tasks.forEach((task, looks) -> {
      if (looks < LOOKS) {
        strike(dependency, task, looks + 1);
      }
    });
    if (!adopted.isEmpty()) {
      news.eventsHere();
    }
  }
}
