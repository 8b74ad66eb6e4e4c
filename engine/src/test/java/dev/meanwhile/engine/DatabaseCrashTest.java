package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresSettings;
import dev.meanwhile.postgres.StopMode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseCrashTest {

  @Test
  void a_crash_of_the_database_neither_loses_nor_doubles_work(@TempDir Path folder)
      throws Exception {
    try (LocalPostgres postgres =
        LocalPostgres.start(PostgresSettings.in(folder.resolve("data")))) {
      postgres.createDatabase("crash");
      DataSource database = postgres.dataSource("crash");
      Engine.migrate(database);
      try (Connection connection = database.getConnection();
          var statement = connection.createStatement()) {
        statement.execute("create table effects (task uuid, block int, primary key (task, block))");
      }
      CountDownLatch underWay = new CountDownLatch(40);
      try (Node node =
          new Node(
                  database,
                  Node.WORK,
                  (_, work) -> {
                    Integer done = work.recall("blocks", Integer.class);
                    for (int block = done == null ? 1 : done + 1; block <= 20; block++) {
                      int number = block;
                      work.checkpoint("blocks", block, c -> insert(c, work.taskId(), number));
                      work.say("Block %d of 20…", block);
                      underWay.countDown();
                    }
                    return Outcome.completed(Map.of("blocks", 20));
                  })
              .start()) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
          ids.add(node.submit("t" + i));
        }
        underWay.await();

        postgres.stop(StopMode.IMMEDIATE);
        postgres.restart();

        for (UUID id : ids) {
          Task task = awaitEnd(node, id);
          assertThat(task.status()).as("%s", task).isEqualTo(TaskStatus.COMPLETED);
          assertThat(task.retryCount()).as("an outage costs no retry").isZero();
          assertThat(node.story(id)).extracting(TaskEvent::version).doesNotHaveDuplicates();
        }
        try (Connection connection = database.getConnection();
            var statement = connection.createStatement();
            var rows = statement.executeQuery("select count(*) from effects")) {
          rows.next();
          assertThat(rows.getInt(1)).isEqualTo(200);
        }
      }
    }
  }

  private static Task awaitEnd(Node node, UUID id) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (true) {
      try {
        return node.await(id, Task::ended);
      } catch (RuntimeException stillAway) {
        if (System.nanoTime() > end) {
          throw stillAway;
        }
      }
    }
  }

  private static void insert(Connection connection, UUID task, int block) throws SQLException {
    try (var statement = connection.prepareStatement("insert into effects values (?, ?)")) {
      statement.setObject(1, task);
      statement.setInt(2, block);
      statement.executeUpdate();
    }
  }
}
