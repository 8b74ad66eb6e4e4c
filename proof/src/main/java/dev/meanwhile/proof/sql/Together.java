package dev.meanwhile.proof.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/// A node and a SQL client on the same tasks. The node hardly ever polls, so it runs only what it
/// is told of.
final class Together {
  private static final int TASKS = 100;
  private static final int GAP_MS = 20;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// Input of a task that a SQL client creates: nothing but the entity.
  record Nothing() {}

  private static final TaskType<Nothing> DISTANCES =
      TaskType.of("calculate_distances", Nothing.class);

  private final Tally tally;
  private final DataSource database;
  private final ClientStore sql;

  Together(Tally tally, DataSource database, ClientStore sql) {
    this.tally = tally;
    this.database = database;
    this.sql = sql;
  }

  void prove() throws SQLException {
    var config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(16);
    try (var pool = new HikariDataSource(config);
        var engine =
            Engine.on(pool)
                .config(EngineConfig.defaults().node("desk").poll(Duration.ofMinutes(10)))
                .handles(
                    DISTANCES,
                    (_, work) -> {
                      work.step("asking_maps", "Asking Google Maps…");
                      return Outcome.completed(Map.of("minutes", 12));
                    })
                .build()) {
      engine.start();
      var ids = new ArrayList<UUID>();
      for (int i = 0; i < TASKS; i++) {
        ids.add(
            sql.id(
                i % 2 == 0
                    ? "select create_background_task('client', 'K0001234', 'John Smith', 'calculate_distances', null)"
                    : "insert into background_tasks (entity_type, entity_id, task_type) values ('client', 'K0001234', 'calculate_distances') returning id"));
        Pause.millis(GAP_MS);
      }
      awaitAll();
      judge(ids);
    }
  }

  private void awaitAll() throws SQLException {
    long began = System.nanoTime();
    while (!sql.text(
            "select count(*) from background_tasks where task_type = 'calculate_distances' and status = 'completed'")
        .equals("" + TASKS)) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new ProofFailed("The node did not run what SQL created within 30 s.");
      }
      Pause.millis(20);
    }
  }

  private void judge(List<UUID> ids) throws SQLException {
    long[] nanos = new long[TASKS];
    int read = 0;
    for (int i = 0; i < TASKS; i++) {
      var id = ids.get(i);
      var micros =
          sql.text(
              "select (extract(epoch from started_at - created_at) * 1000000)::bigint from background_tasks where id = ?",
              id);
      nanos[i] = Long.parseLong(micros) * 1000;
      boolean done =
          sql.text("select result ->> 'minutes' from background_tasks where id = ?", id)
              .equals("12");
      boolean told =
          sql.text("select count(*) from task_events where task_id = ?", id).compareTo("3") >= 0;
      read += done && told ? 1 : 0;
    }
    var figures = new Figures(nanos);
    tally.check(
        figures.percentile(0.5) < 500,
        "a node that polls every 10 minutes began %d tasks made by SQL after p50 %.1f, p99 %.1f ms (p50 below 500)"
            .formatted(TASKS, figures.percentile(0.5), figures.percentile(0.99)));
    tally.check(read == TASKS, "SQL reads the result and the history of all %d".formatted(read));
  }
}
