package dev.meanwhile.engine.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.postgres.junit.PostgresExtension;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatementsTest {
  @RegisterExtension
  static final PostgresExtension database =
      PostgresExtension.migratedBy(
          "engine and contract",
          database -> {
            SchemaStore.migrate(database);
            ContractStore.install(database, "public");
          });

  private static final List<Class<?>> STORES =
      List.of(
          ArchiveStore.class,
          BulkStore.class,
          ChangeStore.class,
          ClaimStore.class,
          ContractStore.class,
          DurationStore.class,
          EventStore.class,
          ExpiryStore.class,
          FailureStore.class,
          GateStore.class,
          KeyedClaimStore.class,
          GroupStore.class,
          NewestStore.class,
          IncidentStore.class,
          LabelStore.class,
          NodeStore.class,
          OutageStore.class,
          ParkStore.class,
          OutsideStore.class,
          PullStore.class,
          ReportStore.class,
          ScheduleStore.class,
          SchemaStore.class,
          SettleStore.class,
          SignalStore.class,
          StepStore.class,
          SubmitStore.class,
          TaskStore.class,
          TimeStore.class,
          TypeStore.class,
          WaitStore.class,
          WaitingStore.class);

  @Test
  void every_statement_fits_the_schema() throws Exception {
    Map<String, Sql> statements = statements();
    assertThat(statements).hasSizeGreaterThan(25);
    try (Connection connection = database.dataSource().getConnection();
        Statement session = connection.createStatement()) {
      for (Map.Entry<String, Sql> one : statements.entrySet()) {
        session.execute("prepare probe as " + numbered(one.getValue().text()));
        session.execute("deallocate probe");
      }
    }
  }

  /// Prepared on empty tables, with a generic plan, as on every fresh installation: the planner
  /// must not fall back to scanning.
  @Test
  void the_hot_statements_use_indexes_even_when_prepared_on_empty_tables() throws Exception {
    try (Wire wire = Wire.pinned(database.dataSource())) {
      for (String name :
          List.of(
              "ClaimStore.CLAIM",
              "SettleStore.END",
              "SettleStore.BACK",
              "ReportStore.REPORT",
              "EventStore.AFTER",
              "ExpiryStore.EXPIRE",
              "StepStore.SAVE")) {
        String plan = wire.call(connection -> genericPlan(connection, name));

        assertThat(plan)
            .as(name)
            .contains("Index Scan")
            .doesNotContain("Seq Scan", "Hash Join", "Merge Join");
      }
    }
  }

  /// Statistics must not tempt the planner either. With thousands of leased rows it once walked the
  /// index of all leased rows for each settlement; believing that there are none, it once compared
  /// each leased row with the whole batch.
  @Test
  void the_hot_statements_keep_their_plans_with_many_rows_and_fresh_statistics() throws Exception {
    try (Wire wire = Wire.pinned(database.dataSource())) {
      wire.run(connection -> {
        try (Statement session = connection.createStatement()) {
          session.execute(CROWD);
          session.execute("analyze meanwhile.tasks, meanwhile.queue, meanwhile.task_events");
        }
      });

      assertThat(plan(wire, "ClaimStore.CLAIM"))
          .containsPattern(
              "Index Scan using queue_waiting on queue w\\s.*\\s+Index Cond: .*ROW.*rank <=")
          .containsPattern("Tid Scan on queue q")
          .doesNotContain("Sort");
      for (String name : List.of("SettleStore.END", "SettleStore.BACK", "ReportStore.REPORT")) {
        assertThat(plan(wire, name))
            .as(name)
            .containsPattern(
                "Index Scan using queue_pkey on queue q\\w* .*\\s+Index Cond: \\(task_id = i.id")
            .containsPattern("Index Scan using tasks_pkey on tasks t .*\\s+Index Cond: \\(id = ");
      }
    }
  }

  @Test
  void a_settlement_looks_each_task_up_although_statistics_say_that_none_is_leased()
      throws Exception {
    try (Wire wire = Wire.pinned(database.dataSource())) {
      wire.run(connection -> {
        try (Statement session = connection.createStatement()) {
          session.execute(CROWD);
          session.execute(NONE_LEASED);
          session.execute("analyze meanwhile.queue");
        }
      });

      String plan = wire.call(connection -> planForAThousand(connection, "SettleStore.END"));

      assertThat(plan)
          .containsPattern("Function Scan on i .*rows=1000")
          .containsPattern(
              "Index Scan using queue_pkey on queue q\\w* .*\\s+Index Cond: \\(task_id = i.id");
    }
  }

  private static final String NONE_LEASED =
      "update meanwhile.queue set lease_owner = null, claimed_at = null, deadline = null";

  private static final String CROWD =
      """
      with made as (
        insert into meanwhile.tasks (task_type, max_retries)
        select 'crowd', 3 from generate_series(1, 6000)
        returning id
      )
      insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds, lease_owner, claimed_at, deadline)
      select id, 'crowd', now(), now(), 60, owner, since, since
        from (select id, nullif(row_number() over () % 2, 0) as owner from made) numbered,
             lateral (select case when owner is not null then now() end as since) leased
      """;

  private static String plan(Wire wire, String name) throws java.sql.SQLException {
    return wire.call(connection -> genericPlan(connection, name));
  }

  private static String genericPlan(Connection connection, String name)
      throws java.sql.SQLException {
    return explained(connection, name, "force_generic_plan", _ -> "null");
  }

  /// With arrays of a thousand elements, which the planner sees.
  private static String planForAThousand(Connection connection, String name)
      throws java.sql.SQLException {
    return explained(
        connection,
        name,
        "force_custom_plan",
        type -> "array_fill(null::%s, array[1000])".formatted(type.replace("[]", "")));
  }

  private static String explained(
      Connection connection, String name, String mode, UnaryOperator<String> valueOfType)
      throws java.sql.SQLException {
    try (Statement session = connection.createStatement()) {
      session.execute("set plan_cache_mode = " + mode);
      session.execute(
          "prepare probe as " + numbered(requireNonNull(statements().get(name)).text()));
      List<String> values = new ArrayList<>();
      try (ResultSet types = session.executeQuery(PARAMETER_TYPES)) {
        while (types.next()) {
          values.add(valueOfType.apply(types.getString(1)));
        }
      }
      StringBuilder plan = new StringBuilder();
      try (ResultSet rows =
          session.executeQuery("explain execute probe (" + String.join(", ", values) + ")")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      session.execute("deallocate probe");
      return plan.toString();
    }
  }

  private static final String PARAMETER_TYPES =
      "select unnest(parameter_types)::text from pg_prepared_statements where name = 'probe'";

  private static String numbered(String positional) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (int i = 0; i < positional.length(); i++) {
      char c = positional.charAt(i);
      text.append(c == '?' ? "$" + ++number : String.valueOf(c));
    }
    return text.toString();
  }

  private static Map<String, Sql> statements() {
    Map<String, Sql> found = new LinkedHashMap<>();
    for (Class<?> store : STORES) {
      for (Field field : store.getDeclaredFields()) {
        field.setAccessible(true);
        String name = store.getSimpleName() + "." + field.getName();
        if (field.getType() == Sql.class) {
          found.put(name, (Sql) value(field));
        }
      }
    }
    return found;
  }

  private static Object value(Field field) {
    try {
      return field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
