package dev.meanwhile.proof.sim;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.lifecycle.Transition;
import dev.meanwhile.proof.sim.Table.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A node: claims, runs handlers, writes how they ended until it gets an answer, shows that it
/// lives, and takes over from others.
final class Worker {
  static final long LEASE = 10_000;

  private record Ending(Row row, int attempt, Transition end) {}

  private final String name;
  private final Ledger ledger;
  private final Database database;
  private final Random random;
  private final List<Lease> running = new ArrayList<>();
  private final List<Ending> unwritten = new ArrayList<>();
  private long id;
  private long pausedUntil;
  private long outOfTouch = -LEASE;
  private boolean alive;

  Worker(String name, Ledger ledger, Database database, Random random) {
    this.name = name;
    this.ledger = ledger;
    this.database = database;
    this.random = random;
  }

  boolean alive() {
    return alive;
  }

  boolean acts(long now) {
    return alive && now >= pausedUntil;
  }

  boolean idle() {
    return running.isEmpty() && unwritten.isEmpty();
  }

  void start(long now) {
    ledger.note("             %s comes up".formatted(name));
    alive = true;
    pausedUntil = 0;
    id = 0;
    beat(now);
  }

  void crash() {
    ledger.note("             %s is killed".formatted(name));
    alive = false;
    running.clear();
    unwritten.clear();
  }

  /// Nothing of it moves; later it goes on as if nothing had been.
  void pause(long now, long millis) {
    ledger.note("             %s is paused for %d ms".formatted(name, millis));
    pausedUntil = now + millis;
  }

  /// The node's sign of life. A node that was struck off stops its handlers and starts anew.
  void beat(long now) {
    boolean known =
        id != 0 && database.ask(now, true, table -> table.renew(id, now + LEASE), this::lost);
    if (!known && database.up(now)) {
      running.clear();
      Long fresh = database.ask(now, 0L, table -> table.register(now + LEASE), this::lost);
      id = fresh;
    }
  }

  private void lost(long now) {
    outOfTouch = now;
  }

  void claim(long now) {
    if (id == 0) {
      return;
    }
    int most = 1 + random.nextInt(4);
    List<Lease> leases = database.ask(now, List.of(), t -> t.claim(id, most, now), this::lost);
    for (Lease lease : leases) {
      ledger.started(lease.row().plan.id(), lease.attempt(), name);
      running.add(lease);
    }
  }

  /// A handler comes to its end, or a bit further.
  void work(long now) {
    if (running.isEmpty()) {
      return;
    }
    Lease lease = running.get(random.nextInt(running.size()));
    if (random.nextInt(4) == 0) {
      boolean ours =
          database.ask(now, true, t -> t.checkpoint(lease.row(), lease.attempt()), this::lost);
      if (!ours) {
        running.remove(lease);
      }
      return;
    }
    running.remove(lease);
    Standing standing = standing(lease.row(), lease.retryCount(), lease.crashes());
    Outcome outcome = outcome(lease.attempt());
    Transition end = Lifecycle.after(standing, outcome, random);
    Pauses.check(ledger, lease.row().plan.id(), standing, outcome, end);
    unwritten.add(new Ending(lease.row(), lease.attempt(), end));
    write(now);
  }

  private Outcome outcome(int attempt) {
    return switch (random.nextInt(10)) {
      case 0 -> new Outcome.Failed("It failed", "no", "Stop.", "no", false, null, Map.of());
      case 1, 2 -> Outcome.failedForNow("It failed", "not now", "Wait.", "busy");
      case 3 ->
          new Outcome.Failed(
              "It failed",
              "too many requests",
              "Wait.",
              "rate_limited",
              true,
              Duration.ofMillis((long) Math.pow(10, 1 + random.nextInt(8))),
              Map.of());
      case 4 -> Outcome.postponed(Duration.ofMillis(random.nextInt(5000)), "Later.");
      default -> Outcome.completed(Map.of("by", attempt));
    };
  }

  /// Writes what is unwritten; what got no answer is written again.
  void write(long now) {
    for (Ending ending : List.copyOf(unwritten)) {
      Boolean answered =
          database.ask(
              now,
              false,
              t -> {
                boolean _ = t.settle(ending.row(), ending.attempt(), ending.end(), false, now);
                return true;
              },
              this::lost);
      if (answered) {
        unwritten.remove(ending);
      }
    }
  }

  /// An orderly stop: the running tasks go back at no cost.
  void leave(long now) {
    if (!database.up(now)) {
      return;
    }
    ledger.note("             %s stops in good order".formatted(name));
    write(now);
    for (Lease lease : running) {
      Transition back = Lifecycle.released("It goes on in a moment.", Duration.ZERO, false);
      unwritten.add(new Ending(lease.row(), lease.attempt(), back));
    }
    running.clear();
    write(now);
    boolean _ =
        database.ask(
            now,
            false,
            t -> {
              t.leave(id);
              return true;
            },
            this::lost);
    alive = false;
    unwritten.clear();
  }

  /// Takes over from nodes whose lease has run out.
  void rescue(long now) {
    if (id == 0 || now - outOfTouch < LEASE) {
      return;
    }
    boolean _ =
        database.ask(
            now,
            false,
            t -> {
              for (Row row : t.orphans(id, now)) {
                Row.Place seen = row.place;
                if (seen != null) {
                  Standing standing = standing(row, seen.retryCount, seen.crashes);
                  t.settle(row, seen.attempt, Lifecycle.rescued(standing), false, now);
                }
              }
              return true;
            },
            this::lost);
  }

  /// Ends attempts that are past their deadline.
  void endOverdue(long now) {
    boolean _ =
        database.ask(
            now,
            false,
            t -> {
              for (Row row : t.rows()) {
                Row.Place seen = row.place;
                if (seen != null && seen.leased()) {
                  Standing standing = standing(row, seen.retryCount, seen.crashes);
                  Transition late = Lifecycle.timedOut(standing, row.plan.timeoutSeconds(), random);
                  t.settle(row, seen.attempt, late, true, now);
                }
              }
              return true;
            },
            this::lost);
  }

  private static Standing standing(Row row, int retryCount, int crashes) {
    return new Standing(
        "Work", retryCount, row.plan.policy().maxRetries(), crashes, row.plan.policy());
  }
}
