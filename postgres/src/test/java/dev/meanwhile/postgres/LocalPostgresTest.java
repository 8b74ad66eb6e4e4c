package dev.meanwhile.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresTest {
  @TempDir Path folder;

  @Test
  void a_restart_keeps_the_data() throws SQLException {
    try (var postgres = LocalPostgres.start(folder)) {
      postgres.createDatabase("books");
      execute(postgres, "create table pages as select generate_series(1, 1000) as number");
    }

    try (var postgres = LocalPostgres.start(folder)) {
      assertThat(postgres.createDatabase("books")).isFalse();
      assertThat(ask(postgres, "select count(*) from pages")).isEqualTo("1000");
    }
  }

  @Test
  void an_immediate_stop_loses_nothing_that_was_committed() throws SQLException {
    try (var postgres = LocalPostgres.start(PostgresSettings.in(folder).forTests())) {
      postgres.createDatabase("books");
      int port = postgres.port();
      execute(postgres, "create table pages as select generate_series(1, 1000) as number");

      postgres.stop(StopMode.IMMEDIATE);
      assertThat(postgres.isAlive()).isFalse();
      postgres.restart();

      assertThat(postgres.port()).isEqualTo(port);
      assertThat(ask(postgres, "select count(*) from pages")).isEqualTo("1000");
    }
  }

  private static void execute(LocalPostgres postgres, String statement) throws SQLException {
    try (var connection = postgres.dataSource("books").getConnection();
        var execute = connection.createStatement()) {
      execute.execute(statement);
    }
  }

  private static String ask(LocalPostgres postgres, String question) throws SQLException {
    try (var connection = postgres.dataSource("books").getConnection();
        var select = connection.createStatement();
        var row = select.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }
}
