package dev.meanwhile.engine.store;

import dev.meanwhile.engine.TaskType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The task types that nodes know, for SQL and for other nodes.
public final class TypeStore {

  /// In the order of the names, so that nodes that start together do not wait for each other in a
  /// circle.
  private static final Sql ANNOUNCE =
      Sql.of(
          """
          insert into meanwhile.task_types
                 (name, title, timeout_seconds, max_retries, first_pause_ms, last_pause_ms, jitter, expiry_ms,
                  dependency, at_once, at_once_per_key, rate_tasks, rate_seconds, lease_ms, aside)
          select *
            from unnest(:names::text[], :titles::text[], :timeouts::int[], :retries::int[], :first_pauses::bigint[],
                        :last_pauses::bigint[], :jitters::float8[], :expiries::bigint[], :dependencies::text[],
                        :at_once::int[], :per_key::int[], :rate_tasks::int[], :rate_seconds::int[],
                        :leases::bigint[], :aside::int[])
           order by 1
              on conflict (name) do update
             set title           = excluded.title,
                 timeout_seconds = excluded.timeout_seconds,
                 max_retries     = excluded.max_retries,
                 first_pause_ms  = excluded.first_pause_ms,
                 last_pause_ms   = excluded.last_pause_ms,
                 jitter          = excluded.jitter,
                 expiry_ms       = excluded.expiry_ms,
                 dependency      = excluded.dependency,
                 at_once         = excluded.at_once,
                 at_once_per_key = excluded.at_once_per_key,
                 rate_tasks      = excluded.rate_tasks,
                 rate_seconds    = excluded.rate_seconds,
                 lease_ms        = excluded.lease_ms,
                 aside           = excluded.aside,
                 seen_at         = meanwhile.clock()
          """);

  private TypeStore() {}

  /// Writes down what this node knows of its types; the newest word counts.
  public static void announce(Connection connection, Collection<TaskType<?>> known)
      throws SQLException {
    List<TaskType<?>> types = List.copyOf(known);
    ANNOUNCE
        .on(connection)
        .set("names", Column.of("text", types, TaskType::name))
        .set("titles", Column.of("text", types, TaskType::title))
        .set("timeouts", Column.of("int4", types, type -> seconds(type.timeout())))
        .set("retries", Column.of("int4", types, type -> type.retry().maxRetries()))
        .set("first_pauses", Column.of("int8", types, type -> type.retry().first().toMillis()))
        .set("last_pauses", Column.of("int8", types, type -> type.retry().longest().toMillis()))
        .set("jitters", Column.of("float8", types, type -> type.retry().jitter()))
        .set("expiries", Column.of("int8", types, type -> millis(type.expiry())))
        .set("dependencies", Column.of("text", types, TaskType::dependency))
        .set("at_once", Column.of("int4", types, TaskType::atOnce))
        .set("per_key", Column.of("int4", types, TaskType::atOncePerKey))
        .set("rate_tasks", Column.of("int4", types, type -> tasks(type.rate())))
        .set("rate_seconds", Column.of("int4", types, type -> span(type.rate())))
        .set(
            "leases",
            Column.of("int8", types, type -> type.pulled() ? millis(type.silence()) : null))
        .set(
            "aside",
            Column.of("int4", types, type -> type.pulled() ? Integer.valueOf(0) : type.aside()))
        .update();
  }

  private static int seconds(Duration span) {
    return Math.toIntExact(span.toSeconds());
  }

  private static @Nullable Long millis(@Nullable Duration span) {
    return span == null ? null : span.toMillis();
  }

  private static @Nullable Integer tasks(TaskType.@Nullable Rate rate) {
    return rate == null ? null : rate.tasks();
  }

  private static @Nullable Integer span(TaskType.@Nullable Rate rate) {
    return rate == null ? null : seconds(rate.per());
  }
}
