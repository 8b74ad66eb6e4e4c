package dev.meanwhile.proof.pairs;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// One database, and nodes in this process that come and go.
final class Hall {
  private static final String NAME = "hall";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /// The input of every task here.
  record Input(String text) {}

  private final LocalPostgres postgres;
  private final DataSource database;

  Hall(LocalPostgres postgres) {
    this.postgres = postgres;
    postgres.createDatabase(NAME);
    database = postgres.dataSource(NAME);
    Engine.migrate(database);
  }

  LocalPostgres postgres() {
    return postgres;
  }

  /// Each call opens a connection of its own.
  DataSource database() {
    return database;
  }

  /// A node with a pool of its own.
  record Node(HikariDataSource pool, Engine engine) implements AutoCloseable {

    UUID submit(TaskType<Input> type, String text) {
      return engine.tasks().submit(type.task(new Input(text))).id();
    }

    Task awaitEnd(UUID id) throws Exception {
      await("task %s has ended".formatted(id), () -> find(id).ended());
      return find(id);
    }

    Task find(UUID id) {
      var task = patiently(() -> engine.tasks().find(id));
      if (task == null) {
        throw new ProofFailed("Task %s is gone.".formatted(id));
      }
      return task;
    }

    long told(UUID id, String event) {
      return patiently(() -> engine.tasks().events(id, 0, 1000)).stream()
          .filter(one -> one.type().equals(event))
          .count();
    }

    /// Nothing is handed back, no lease is given up, as after kill -9.
    void die() {
      pool.close();
    }

    @Override
    public void close() {
      engine.close();
      pool.close();
    }
  }

  /// A node that knows one type; it works once it is started.
  Node node(TaskType<Input> type, Handler<Input> handler) {
    var config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl(NAME));
    config.setUsername(postgres.user());
    config.setPassword(postgres.password());
    config.setMaximumPoolSize(16);
    config.setConnectionTimeout(5_000);
    var pool = new HikariDataSource(config);
    var engine =
        Engine.on(pool)
            .config(
                EngineConfig.defaults()
                    .node("hall")
                    .lease(Duration.ofSeconds(2))
                    .grace(Duration.ofMillis(200)))
            .handles(type, handler)
            .build();
    return new Node(pool, engine);
  }

  static void await(String what, Callable<Boolean> condition) throws Exception {
    long began = System.nanoTime();
    while (!condition.call()) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new ProofFailed("It did not come to that within 30 s: " + what + ".");
      }
      Pause.millis(20);
    }
  }

  /// Asks again as long as the connections of a pool turn out to be broken, one after the other.
  static <T extends @Nullable Object> T patiently(Supplier<T> question) {
    long began = System.nanoTime();
    while (true) {
      try {
        return question.get();
      } catch (StoreFailed cut) {
        if (System.nanoTime() - began > PATIENCE_NANOS) {
          throw cut;
        }
      }
    }
  }

  static void must(boolean holds, String otherwise, Object... words) {
    if (!holds) {
      throw new ProofFailed(otherwise.formatted(words));
    }
  }

  static void mustBeDone(Node node, UUID id) throws Exception {
    var task = node.awaitEnd(id);
    must(task.status() == TaskStatus.COMPLETED, "The task is %s: %s", task.label(), task);
    must(node.told(id, "completed") == 1, "It was completed %d times.", node.told(id, "completed"));
  }

  /// Ends every other session of the database, as a failover does.
  void cutAll() throws SQLException {
    try (var connection = database.getConnection()) {
      HallStore.cutAll(connection);
    }
  }
}
