package dev.meanwhile.proof.pairs;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresSettings;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Premises;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `prove pairs`: every change of a task meets every other, the first committed or rolled back, and
/// each time the database does what a pure model says.
public final class Pairs {
  private static final int STAGES = 3;
  private static final int EXAMPLES = 5;

  private final Tally tally;
  private final Options options;
  private final Premises premises = Premises.of("pairs");

  public Pairs(Tally tally, Options options) {
    this.tally = tally;
    this.options = options;
    options.end();
  }

  /// One meeting and what was wrong with it.
  record Result(Start start, Deed first, Deed second, boolean commits, List<String> faults) {
    boolean between(Races.Named race) {
      return (first == race.one() && second == race.other())
          || (first == race.other() && second == race.one());
    }

    String words() {
      return "%s: %s (%s), then %s: %s"
          .formatted(
              start,
              first,
              commits ? "committed" : "rolled back",
              second,
              String.join("; ", faults));
    }
  }

  public void run() throws Exception {
    // Nothing here is about a power failure, so nobody waits for the disk.
    var hasty = PostgresSettings.in(premises.file("postgres")).with("fsync", "off");
    try (var postgres = LocalPostgres.start(hasty)) {
      long began = System.nanoTime();
      var results = meetings(postgres);
      for (var start : Start.values()) {
        tell(start.toString(), results.stream().filter(r -> r.start() == start).toList());
      }
      tally.say("%,d meetings in %.1f s".formatted(results.size(), seconds(began)));
      for (var race : Races.PAIRS) {
        tell(race.name(), results.stream().filter(r -> r.between(race)).toList());
      }
      Controls.run(postgres, tally);
    }
    try (var postgres = LocalPostgres.start(premises.file("durable"))) {
      long began = System.nanoTime();
      visit(new Hall(postgres));
      tally.say("the named ones in %.1f s".formatted(seconds(began)));
    }
    premises.remove();
  }

  private void visit(Hall hall) {
    var races = new Races(hall);
    play("create x create, the same key 50 times", races::createAndCreate);
    play("create committed, the answer lost", races::createAnswerLost);
    play("dismiss all x new failure", races::dismissAllAndNewFailure);
    play("an answer of attempt 1 after attempt 2 has started (B7, B13)", races::lateAnswer);
    play("rescue x claim x rescue from a stale read (B1)", races::rescueReclaimRescue);
    play("migration, which locks the table, x submit and claim", races::migrationAndClaim);
    play("event x long transaction", races::eventsAndLongTransaction);
    play("a crash between the record and the commit (B9)", races::crashBeforeCommit);
    play("sixteen endings of one attempt at once (B3, B14)", races::manyWriters);
    var museum = new Museum(hall);
    play("all sessions cut while outcomes are written (B4, B6)", museum::sessionsCut);
    play("a node given up for dead notices and starts anew (B5)", museum::zombieNotices);
    play("long work is not taken for dead work (B2)", museum::longIsNotDead);
    play("a node dead without a word is taken over from (B8, B11)", museum::deadNode);
    play("a dead node frees the only place of its type (B12)", museum::deadNodeHoldsPlace);
    play("a task that nobody announced is found (B10)", museum::deafNode);
    play("two readers each get every event (B16)", museum::readersDoNotTakeFromEachOther);
    play("what was acknowledged outlives a crash (B20)", museum::acknowledgedMeansKept);
  }

  private interface Play {
    void run() throws Exception;
  }

  private void play(String name, Play play) {
    try {
      play.run();
      tally.check(true, name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    } catch (Exception failed) {
      tally.check(false, name + ": " + failed.getMessage());
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  /// Several stages work in turn through one list, each in a database of its own.
  private List<Result> meetings(LocalPostgres postgres) throws InterruptedException {
    var cases = cases();
    Collections.shuffle(cases, options.chance("order"));
    var left = new ConcurrentLinkedQueue<>(cases);
    try (var workers = Executors.newFixedThreadPool(STAGES)) {
      var parts = new ArrayList<Future<List<Result>>>();
      for (int i = 0; i < STAGES; i++) {
        var name = "pairs_" + i;
        parts.add(workers.submit(() -> work(postgres, name, left)));
      }
      var results = new ArrayList<Result>();
      for (var part : parts) {
        results.addAll(part.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new ProofFailed("The pairs broke off: " + e.getCause(), e);
    }
  }

  private static List<Result> work(LocalPostgres postgres, String name, Queue<Result> left)
      throws Exception {
    postgres.createDatabase(name);
    var database = postgres.dataSource(name);
    Engine.migrate(database);
    var results = new ArrayList<Result>();
    try (var stage = new Stage(database)) {
      for (var next = left.poll(); next != null; next = left.poll()) {
        var faults = stage.meet(next.start(), next.first(), next.second(), next.commits());
        results.add(new Result(next.start(), next.first(), next.second(), next.commits(), faults));
      }
    }
    return results;
  }

  /// Every ordered pair of which at least one could change the task.
  private static List<Result> cases() {
    var cases = new ArrayList<Result>();
    for (var start : Start.values()) {
      var task = model(start);
      for (var a : Deed.values()) {
        for (var b : Deed.values()) {
          if (misnamed(task, a) || misnamed(task, b)) {
            continue;
          }
          boolean first = task.allows(a, task.attempt);
          if (first || a.asked() || task.allows(b, task.attempt)) {
            cases.add(new Result(start, a, b, true, List.of()));
          }
          if (first) {
            cases.add(new Result(start, a, b, false, List.of()));
          }
        }
      }
    }
    return cases;
  }

  private static Model model(Start start) {
    var model = new Model();
    for (var deed : start.deeds()) {
      model = model.after(deed);
    }
    start.settle(model);
    return model;
  }

  /// The retry by itself is the claim of a task that has failed.
  private static boolean misnamed(Model task, Deed deed) {
    return deed == (task.retrying ? Deed.CLAIM : Deed.RETRY_BY_ITSELF);
  }

  private void tell(String where, List<Result> results) {
    var wrong = results.stream().filter(r -> !r.faults().isEmpty()).toList();
    tally.check(
        wrong.isEmpty() && !results.isEmpty(),
        "%s: %,d meetings%s"
            .formatted(
                where,
                results.size(),
                wrong.isEmpty() ? "" : ", %,d not as the rules say".formatted(wrong.size())));
    wrong.stream().limit(EXAMPLES).map(Result::words).forEach(tally::say);
  }
}
