package dev.meanwhile.proof.bench;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.Pause;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// How many tasks a second one node gets done that have nothing to do, from a full queue to the
/// last row.
final class Drain {
  private static final TaskType<Nothing> NOTHING = TaskType.of("nothing", Nothing.class);
  private static final int AT_ONCE = 5_000;
  private static final int CONCURRENCY = 1_000;

  private Drain() {}

  record Nothing() {}

  /// @param submitted how many a second were taken in, in bulk
  /// @param drained how many a second were done
  record Result(double submitted, double drained) {}

  static Result run(Bench bench, int tasks) throws SQLException {
    var begun = new AtomicInteger();
    try (var engine =
        Engine.on(bench.pool())
            .config(EngineConfig.defaults().concurrency(CONCURRENCY))
            .handles(
                NOTHING,
                (_, _) -> {
                  begun.incrementAndGet();
                  return Outcome.completed();
                })
            .build()) {
      long submitting = System.nanoTime();
      submit(engine, tasks);
      double submitted = perSecond(tasks, submitting);
      bench.store().settleDown();
      long began = System.nanoTime();
      engine.start();
      while (begun.get() < tasks) {
        Pause.millis(2);
      }
      while (bench.store().anyLive()) {
        Pause.millis(2);
      }
      double drained = perSecond(tasks, began);
      requireAll(bench, tasks, begun.get());
      return new Result(submitted, drained);
    }
  }

  private static void submit(Engine engine, int tasks) {
    for (int sent = 0; sent < tasks; sent += AT_ONCE) {
      var batch = new ArrayList<NewTask>();
      for (int i = sent; i < Math.min(tasks, sent + AT_ONCE); i++) {
        batch.add(NOTHING.task(new Nothing()));
      }
      engine.tasks().submitAll(batch);
    }
  }

  private static double perSecond(int tasks, long since) {
    return tasks / ((System.nanoTime() - since) / 1e9);
  }

  private static void requireAll(Bench bench, int tasks, int begun) throws SQLException {
    long completed = bench.store().completed();
    long events = bench.store().events();
    if (completed != tasks || events != 3L * tasks || begun != tasks) {
      throw new ProofFailed(
          "Of %,d tasks %,d began, %,d were completed and %,d events were written (%,d expected)."
              .formatted(tasks, begun, completed, events, 3L * tasks));
    }
  }
}
