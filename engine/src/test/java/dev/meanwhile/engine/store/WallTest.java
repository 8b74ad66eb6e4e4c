package dev.meanwhile.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.sql.SqlContract;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.ds.PGSimpleDataSource;

class WallTest {
  @RegisterExtension static final PostgresExtension database = PostgresExtension.empty();

  @Test
  void every_table_has_row_security_also_for_its_owner() throws SQLException {
    Engine.migrate(database.dataSource());
    SqlContract.install(database.dataSource(), "public");
    run("select meanwhile.archive_month('2031-05-01')");

    assertThat(
            rows(
                """
                select c.relname
                  from pg_class c
                 where c.relnamespace = 'meanwhile'::regnamespace
                   and c.relkind in ('r', 'p')
                   and not (c.relrowsecurity and c.relforcerowsecurity)
                """))
        .isEmpty();
    assertThat(rows("select to_regclass('meanwhile.tasks_archive_2031_05')")).doesNotContainNull();
    assertThat(
            rows(
                """
                select c.relname
                  from pg_class c
                 where c.relnamespace = 'meanwhile'::regnamespace
                   and c.relkind = 'v'
                   and not coalesce('security_invoker=true' = any (c.reloptions), false)
                """))
        .as("views run with the rights of who asks")
        .isEmpty();
    assertThat(
            rows(
                """
                select p.oid::regprocedure::text
                  from pg_proc p
                 where p.pronamespace in ('meanwhile'::regnamespace, 'public'::regnamespace)
                   and p.prosecdef
                   and (not exists (select from unnest(p.proconfig) c where c like 'search\\_path=%')
                        or (p.pronamespace = 'meanwhile'::regnamespace and has_function_privilege('public', p.oid, 'execute')))
                """))
        .as("functions with their owner's rights have a search path, and not everybody calls them")
        .isEmpty();
  }

  /// A managed database gives an owner that is no superuser: row security holds it as well.
  @Test
  void the_engine_works_as_an_owner_without_privileges() throws SQLException {
    String name = "plain_" + UUID.randomUUID().toString().replace("-", "");
    run("create role %s login password 'pw'".formatted(name));
    run("create database %s owner %s".formatted(name, name));
    try (Node node = new Node(login(name), Node.WORK, (input, _) -> outcome(input.text()))) {
      Engine.migrate(node.pool());
      SqlContract.install(node.pool(), "public");
      Engine.migrate(node.pool());
      node.start();
      UUID done = node.submit("fine");
      UUID failed = node.submit("no");

      Task task = node.awaitStatus(done, TaskStatus.COMPLETED);
      node.await(failed, one -> one.label().equals("needs attention"));
      node.tasks().dismiss(failed, ChangeRequest.by(null, "user:sandra"));

      assertThat(task.attempt()).isEqualTo(1);
      assertThat(node.deeds(failed)).endsWith("dismissed");
      assertThat(node.story(done)).hasSizeGreaterThan(2);
      assertThat(
              rows(
                  login(name),
                  """
                  explain with due as (select task_id from meanwhile.queue where task_type = 'work' for update skip locked)
                  update meanwhile.tasks t set version = version + 1 from due where t.id = due.task_id
                  """))
          .as("the engine's statements carry no condition of the wall")
          .allSatisfy(line -> assertThat(line).doesNotContain("sql_", "InitPlan", "SubPlan"));
    } finally {
      run("drop database %s".formatted(name));
      run("drop role %s".formatted(name));
    }
  }

  private static Outcome outcome(String text) {
    if (!text.equals("fine")) {
      throw new IllegalStateException("No.");
    }
    return Outcome.completed();
  }

  private static PGSimpleDataSource login(String name) {
    var source = new PGSimpleDataSource();
    source.setUrl(database.jdbcUrl());
    source.setDatabaseName(name);
    source.setUser(name);
    source.setPassword("pw");
    return source;
  }

  private static void run(String statement) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement one = connection.createStatement()) {
      one.execute(statement);
    }
  }

  private static List<String> rows(String query) throws SQLException {
    return rows(database.dataSource(), query);
  }

  private static List<String> rows(DataSource source, String query) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = source.getConnection();
        Statement one = connection.createStatement();
        ResultSet found = one.executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
    return rows;
  }
}
