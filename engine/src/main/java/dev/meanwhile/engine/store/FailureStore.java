package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Failures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sums up what needs attention, by type and by cause.
public final class FailureStore {
  private static final Sql SUMS =
      Sql.of(
          """
          select s.task_type, s.code, s.tasks, s.users, s.oldest, s.newest, t.error_message
            from (select a.task_type, a.code, count(*) as tasks, count(distinct a.created_by) as users,
                         min(a.since) as oldest, max(a.since) as newest,
                         (array_agg(a.task_id order by a.since desc, a.task_id desc))[1] as latest
                    from meanwhile.attention a
                   where :user::uuid is null or a.created_by = :user::uuid
                   group by grouping sets ((a.task_type), (a.task_type, a.code))) s
            left join meanwhile.tasks t on t.id = s.latest
           order by s.task_type, s.code nulls first
          """);

  private FailureStore() {}

  /// For each type the sum of all causes, then each cause.
  public static List<Failures> sums(Connection connection, @Nullable UUID user)
      throws SQLException {
    return SUMS.on(connection)
        .set("user", user)
        .list(row ->
            new Failures(
                row.getString("task_type"),
                row.getString("code"),
                row.getLong("tasks"),
                row.getLong("users"),
                row.getObject("oldest", OffsetDateTime.class).toInstant(),
                row.getObject("newest", OffsetDateTime.class).toInstant(),
                row.getString("error_message")));
  }
}
