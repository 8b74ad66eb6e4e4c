package dev.meanwhile.postgres.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresExtensionTest {
  private static final AtomicInteger MIGRATIONS = new AtomicInteger();

  @RegisterExtension
  static final PostgresExtension one = PostgresExtension.migratedBy("notes", notes());

  @RegisterExtension
  static final PostgresExtension other = PostgresExtension.migratedBy("notes", notes());

  @RegisterExtension static final PostgresExtension empty = PostgresExtension.empty();

  private static String nameOutside = "";

  @BeforeAll
  static void remember_the_database() throws SQLException {
    nameOutside = ask(one.dataSource(), "select current_database()");
  }

  private static Migration notes() {
    return database -> {
      MIGRATIONS.incrementAndGet();
      execute(database, "create table notes (text text not null)");
    };
  }

  @Test
  void each_extension_has_a_database_of_its_own_with_the_migrated_tables() throws SQLException {
    execute(one.dataSource(), "insert into notes values ('mine')");

    assertThat(ask(one.dataSource(), "select count(*) from notes")).isEqualTo("1");
    assertThat(ask(other.dataSource(), "select count(*) from notes")).isEqualTo("0");
    assertThat(ask(empty.dataSource(), "select to_regclass('notes')")).isNull();
  }

  @Test
  void the_migration_runs_once_per_template() {
    assertThat(MIGRATIONS).hasValue(1);
  }

  @Test
  void sessions_are_in_a_time_zone_that_is_not_utc() throws SQLException {
    assertThat(ask(one.dataSource(), "show timezone")).isEqualTo("Pacific/Chatham");
  }

  @Nested
  class Inside {
    @Test
    void a_nested_class_shares_the_database_of_the_class_around_it() throws SQLException {
      assertThat(ask(one.dataSource(), "select current_database()")).isEqualTo(nameOutside);
    }
  }

  private static void execute(DataSource database, String statement) throws SQLException {
    try (var connection = database.getConnection();
        var execute = connection.createStatement()) {
      execute.execute(statement);
    }
  }

  private static String ask(DataSource database, String question) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.createStatement();
        var row = select.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }
}
