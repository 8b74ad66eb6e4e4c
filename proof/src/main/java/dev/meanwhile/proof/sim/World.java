package dev.meanwhile.proof.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// One random life of a few tasks and nodes: first trouble of every kind, then quiet, in which
/// everything must come to an end.
final class World {
  private static final int STEPS = 1000;
  private static final int PATIENCE = 20_000;

  private final Random random;
  private final Ledger ledger = new Ledger();
  private final Table table;
  private final Database database;
  private final List<Worker> workers = new ArrayList<>();
  private long now;
  private int submitted;

  World(long seed, Defect defect) {
    random = new Random(seed);
    table = new Table(defect, ledger);
    database = new Database(table, ledger, random);
    for (int i = 1; i <= 2 + random.nextInt(2); i++) {
      workers.add(new Worker("node-" + i, ledger, database, random));
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /// @throws Violation when a promise did not hold
  void live() {
    database.losing(3);
    for (int step = 0; step < STEPS; step++) {
      pass();
      trouble();
    }
    quiet();
  }

  private void pass() {
    now +=
        switch (random.nextInt(10)) {
          case 0 -> random.nextInt(8_000);
          case 1, 2, 3 -> random.nextInt(1_000);
          default -> random.nextInt(100);
        };
  }

  private void trouble() {
    Worker worker = workers.get(random.nextInt(workers.size()));
    int what = random.nextInt(100);
    if (what < 4) {
      submit();
    } else if (what < 12) {
      person();
    } else if (what == 12) {
      database.goDown(now, random.nextInt(15_000));
    } else if (!worker.alive()) {
      worker.start(now);
    } else if (!worker.acts(now)) {
      return;
    } else if (what < 15) {
      worker.crash();
    } else if (what < 18) {
      worker.pause(now, random.nextInt(40_000));
    } else if (what < 20) {
      worker.leave(now);
    } else {
      act(worker);
    }
  }

  private void act(Worker worker) {
    switch (random.nextInt(8)) {
      case 0, 1 -> worker.claim(now);
      case 2, 3 -> worker.work(now);
      case 4 -> worker.write(now);
      case 5 -> worker.beat(now);
      case 6 -> worker.rescue(now);
      default -> worker.endOverdue(now);
    }
  }

  private void submit() {
    if (database.up(now)) {
      table.submit(Plan.random(++submitted, random), now);
    }
  }

  /// What people do: each is refused when the task does not stand where it must.
  private void person() {
    List<Row> rows = table.rows();
    if (rows.isEmpty() || !database.up(now)) {
      return;
    }
    Row row = rows.get(random.nextInt(rows.size()));
    boolean _ =
        switch (random.nextInt(4)) {
          case 0 -> table.cancel(row, now);
          case 1 -> table.dismiss(row, now);
          case 2 -> table.reinstate(row, now);
          default -> table.retry(row, now);
        };
  }

  private void quiet() {
    ledger.note("             from here on nothing goes wrong");
    database.losing(0);
    for (int turn = 0; turn < PATIENCE; turn++) {
      if (workers.stream().allMatch(Worker::idle) && table.rows().stream().allMatch(Row::ended)) {
        return;
      }
      now += workers.stream().allMatch(Worker::idle) ? 60_000 : random.nextInt(1_000);
      for (Worker worker : workers) {
        if (!worker.alive()) {
          worker.start(now);
        }
        if (worker.acts(now)) {
          worker.beat(now);
          worker.write(now);
          act(worker);
          act(worker);
        }
      }
    }
    for (Row row : table.rows()) {
      ledger.hold(row.ended(), row.plan.id(), "it never came to an end");
    }
  }
}
