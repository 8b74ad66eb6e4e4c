package dev.meanwhile.proof.bench;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.proof.node.Pause;
import java.sql.SQLException;
import java.time.Duration;

/// How often a node asks the database that has nothing to do.
final class Idle {
  private static final TaskType<Nothing> NOTHING = TaskType.of("nothing", Nothing.class);
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private Idle() {}

  record Nothing() {}

  /// Transactions a second of one idle node; nearly each is one statement.
  static double transactions(Bench bench, Duration span) throws SQLException {
    try (var engine =
        Engine.on(bench.pool())
            .config(EngineConfig.defaults())
            .handles(NOTHING, (_, _) -> Outcome.completed())
            .build()) {
      engine.start();
      Pause.millis(SETTLING.toMillis());
      long before = bench.store().transactions();
      long began = System.nanoTime();
      Pause.millis(span.toMillis());
      long after = bench.store().transactions();
      return (after - before) / ((System.nanoTime() - began) / 1e9);
    }
  }
}
