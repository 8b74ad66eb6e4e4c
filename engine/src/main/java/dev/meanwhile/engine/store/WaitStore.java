package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Which tasks wait for the end of which. What an end means for those who wait is decided by the
/// triggers of `007_flow.sql`, whoever ends a task.
public final class WaitStore {
  private static final Sql UNKNOWN =
      Sql.of(
          """
          select o.id
            from unnest(:others::uuid[]) as o (id)
           where not exists (select from meanwhile.tasks t where t.id = o.id)
            and not exists (select from meanwhile.tasks_archive a where a.id = o.id)
           limit 1
          """);

  private static final Sql WAIT =
      Sql.of("select meanwhile.wait_for(:task, :others::uuid[], :whatever)");

  private static final Sql CONFIRM = Sql.of("select meanwhile.confirm_waits(:most)");

  private WaitStore() {}

  /// Those of these tasks that do not exist; at most one is named.
  public static List<UUID> unknown(Connection connection, List<UUID> tasks) throws SQLException {
    return UNKNOWN
        .on(connection)
        .set("others", new Column("uuid", tasks.toArray()))
        .list(row -> row.getObject(1, UUID.class));
  }

  /// Lets a task that was inserted in this transaction wait for others.
  ///
  /// @param others at least one, none twice
  public static void let(Connection connection, UUID task, List<UUID> others, boolean whatever)
      throws SQLException {
    WAIT.on(connection)
        .set("task", task)
        .set("others", new Column("uuid", others.toArray()))
        .set("whatever", whatever)
        .list(_ -> 0);
  }

  /// Looks at new waits once more after their commit: the other task may have ended in between.
  ///
  /// @return how many could not be decided yet
  public static int confirm(Connection connection, int most) throws SQLException {
    return CONFIRM.on(connection).set("most", most).list(row -> row.getInt(1)).getFirst();
  }
}
