package dev.meanwhile.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;

/// How long attempts and steps took, counted by day and length.
public final class DurationStore {

  /// How often something took so long.
  ///
  /// @param step empty for the whole attempt
  public record Count(String taskType, String step, int bucket, long times) {
    public static final Comparator<Count> ORDER =
        Comparator.comparing(Count::taskType)
            .thenComparing(Count::step)
            .thenComparingInt(Count::bucket);
  }

  private static final Sql ADD =
      Sql.of(
          """
          insert into meanwhile.durations as d (task_type, step, day, bucket, times)
          select i.task_type, i.step, (meanwhile.clock() at time zone 'UTC')::date, i.bucket, i.times
            from unnest(:types::text[], :steps::text[], :buckets::smallint[], :times::bigint[])
                 with ordinality as i (task_type, step, bucket, times, ord)
           order by i.ord
              on conflict (task_type, step, day, bucket) do update set times = d.times + excluded.times
          """);

  private static final Sql READ =
      Sql.of(
          """
          select d.step, d.bucket, sum(d.times)::bigint as times
            from meanwhile.durations d
           where d.task_type = :type
             and d.day > (meanwhile.clock() at time zone 'UTC')::date - 14
           group by d.step, d.bucket
           order by d.step, d.bucket
          """);

  private static final Sql FORGET =
      Sql.of(
          """
          delete from meanwhile.durations
           where day < (meanwhile.clock() at time zone 'UTC')::date - 30
          """);

  private DurationStore() {}

  /// @param counts in [Count#ORDER]
  public static void add(Connection connection, List<Count> counts) throws SQLException {
    ADD.on(connection)
        .set("types", Column.of("text", counts, Count::taskType))
        .set("steps", Column.of("text", counts, Count::step))
        .set("buckets", Column.of("int2", counts, Count::bucket))
        .set("times", Column.of("int8", counts, Count::times))
        .update();
  }

  /// The last two weeks of a type, the shortest first.
  public static List<Count> read(Connection connection, String taskType) throws SQLException {
    return READ.on(connection)
        .set("type", taskType)
        .list(row -> new Count(taskType, row.getString(1), row.getInt(2), row.getLong(3)));
  }

  public static void forget(Connection connection) throws SQLException {
    FORGET.on(connection).update();
  }
}
