package dev.meanwhile.proof.bench;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.proof.node.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// Very many tasks of one type, among which some are to be done now.
final class Crowd {
  private static final TaskType<Nothing> MEMBER = TaskType.of("member", Nothing.class);
  private static final Duration TOMORROW = Duration.ofDays(1);
  private static final int AT_ONCE = 5_000;
  private static final int CONCURRENCY = 1_000;

  /// What else is in the table.
  enum Kind {
    NONE("none", "nothing else in the table"),
    PENDING("pending", "%,d more in line"),
    FUTURE("future", "%,d more due tomorrow");

    private final String database;
    private final String words;

    Kind(String database, String words) {
      this.database = database;
      this.words = words;
    }

    String database() {
      return database;
    }

    String words(int crowd) {
      return words.formatted(crowd);
    }
  }

  private Crowd() {}

  record Nothing() {}

  static void gather(Bench bench, Kind kind, int crowd) throws SQLException {
    try (var engine = Engine.on(bench.pool()).knows(MEMBER).build()) {
      switch (kind) {
        case NONE -> {}
        case PENDING -> submit(engine.tasks(), crowd, task -> task);
        case FUTURE -> submit(engine.tasks(), crowd, task -> task.in(TOMORROW));
      }
    }
    bench.store().settleDown();
  }

  /// Adds so many that are due, and has as many begun.
  ///
  /// @return how many were begun a second
  static double drain(Bench bench, int tasks) throws SQLException {
    var begun = new AtomicInteger();
    try (var engine =
        Engine.on(bench.pool())
            .config(EngineConfig.defaults().concurrency(CONCURRENCY))
            .handles(
                MEMBER,
                (_, _) -> {
                  begun.incrementAndGet();
                  return Outcome.completed();
                })
            .build()) {
      submit(engine.tasks(), tasks, task -> task);
      bench.store().settleDown();
      long began = System.nanoTime();
      engine.start();
      while (begun.get() < tasks) {
        Pause.millis(2);
      }
      return tasks / ((System.nanoTime() - began) / 1e9);
    }
  }

  private static void submit(Tasks tasks, int count, UnaryOperator<NewTask> how) {
    NewTask one = how.apply(MEMBER.task(new Nothing()));
    for (int sent = 0; sent < count; sent += AT_ONCE) {
      tasks.submitAll(Collections.nCopies(Math.min(AT_ONCE, count - sent), one));
    }
  }
}
