package dev.meanwhile.engine.store;

import dev.meanwhile.engine.Pulls.Seen;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The workers that ask for tasks.
public final class PullStore {

  /// In the order of the names, so that two workers of one name do not wait for each other.
  private static final Sql ASKED =
      Sql.of(
          """
          insert into meanwhile.pull_workers (name, task_type, asked_at)
          select :worker, type, meanwhile.clock()
            from unnest(:types::text[]) type
           order by type
              on conflict (name, task_type) do update
             set asked_at = excluded.asked_at
          """);

  private static final Sql FORGET =
      Sql.of(
          "delete from meanwhile.pull_workers where asked_at < meanwhile.clock() - interval '7 days'");

  private static final Sql WORKERS =
      Sql.of(
          """
          select w.name, w.task_type, w.asked_at,
                 (select count(*)
                    from meanwhile.queue q
                   where q.lease_owner is not null
                     and q.lease_owner = 0
                     and q.task_type = w.task_type
                     and q.held_by = w.name) as holds
            from meanwhile.pull_workers w
           where w.task_type = :type
           order by w.asked_at desc, w.name
           limit 200
          """);

  private PullStore() {}

  /// Remembers that a worker has asked for these types just now.
  public static void asked(Connection connection, String worker, List<String> types)
      throws SQLException {
    ASKED.on(connection).set("worker", worker).set("types", Column.texts(types)).update();
  }

  /// Forgets those who asked longer than a week ago.
  public static void forget(Connection connection) throws SQLException {
    FORGET.on(connection).update();
  }

  /// Those who asked for this type, the latest first.
  public static List<Seen> workers(Connection connection, String type) throws SQLException {
    return WORKERS
        .on(connection)
        .set("type", type)
        .list(row ->
            new Seen(
                row.getString("name"),
                row.getString("task_type"),
                Rows.time(row, "asked_at"),
                row.getInt("holds")));
  }
}
