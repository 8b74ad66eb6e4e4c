package dev.meanwhile.engine.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.postgres.junit.PostgresExtension;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatementsTest {
  @RegisterExtension
  static final PostgresExtension database =
      PostgresExtension.migratedBy("engine", SchemaStore::migrate);

  private static final List<Class<?>> STORES =
      List.of(
          ClaimStore.class,
          EventStore.class,
          NodeStore.class,
          ReportStore.class,
          SchemaStore.class,
          SettleStore.class,
          SignalStore.class,
          StepStore.class,
          SubmitStore.class,
          TaskStore.class);

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
              "ClaimStore.STATEMENTS[0]",
              "SettleStore.END",
              "SettleStore.BACK",
              "ReportStore.REPORT",
              "EventStore.AFTER",
              "StepStore.SAVE")) {
        String plan = wire.call(connection -> genericPlan(connection, name));

        assertThat(plan)
            .as(name)
            .contains("Index Scan")
            .doesNotContain("Seq Scan", "Hash Join", "Merge Join");
      }
    }
  }

  private static String genericPlan(Connection connection, String name)
      throws java.sql.SQLException {
    try (Statement session = connection.createStatement()) {
      String text = numbered(requireNonNull(statements().get(name)).text());
      int parameters = text.length() - text.replace("$", "").length();
      session.execute("set plan_cache_mode = force_generic_plan");
      session.execute("prepare probe as " + text);
      String nulls = String.join(", ", Collections.nCopies(parameters, "null"));
      StringBuilder plan = new StringBuilder();
      try (ResultSet rows = session.executeQuery("explain execute probe (" + nulls + ")")) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      session.execute("deallocate probe");
      return plan.toString();
    }
  }

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
        } else if (field.getName().equals("STATEMENTS")) {
          List<?> sizes = new ArrayList<>((List<?>) value(field));
          for (int i = 0; i < sizes.size(); i++) {
            found.put(name + "[" + i + "]", (Sql) sizes.get(i));
          }
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
