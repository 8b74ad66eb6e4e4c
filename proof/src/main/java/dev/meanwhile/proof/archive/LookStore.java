package dev.meanwhile.proof.archive;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/// Looks at the record and at the archive behind the node's back, in one snapshot each time.
final class LookStore {
  private static final String PLACES =
      """
      select (select count(*) from meanwhile.tasks where task_type <> 'nothing'),
             (select count(*) from meanwhile.tasks_archive),
             (select count(*) from meanwhile.tasks t join meanwhile.tasks_archive a on a.id = t.id),
             (select coalesce(sum(hashtextextended(id::text, 0)), 0) from meanwhile.tasks where task_type <> 'nothing')
             + (select coalesce(sum(hashtextextended(id::text, 0)), 0) from meanwhile.tasks_archive),
             (select count(*) from meanwhile.task_events where actor = 'node:long-ago'),
             (select count(*) from meanwhile.task_events_archive)
      """;

  private static final String DIGEST =
      """
      with every as (
        select to_jsonb(t) as row from meanwhile.tasks t where t.task_type <> 'nothing'
         union all
        select to_jsonb(a) - 'archived_at' from meanwhile.tasks_archive a
         union all
        select to_jsonb(e) from meanwhile.task_events e where e.actor = 'node:long-ago'
         union all
        select to_jsonb(e) from meanwhile.task_events_archive e
      )
      select count(*), sum(hashtextextended(row::text, 0)), sum(hashtextextended(row::text, 1)) from every
      """;

  private static final String BROKEN_LINKS =
      """
      with every as (
        select id, parent_id, rerun_of, audit_log_id from meanwhile.tasks
         union all
        select id, parent_id, rerun_of, audit_log_id from meanwhile.tasks_archive
      )
      select (select count(*) from every e where e.parent_id is not null
                 and not exists (select from every p where p.id = e.parent_id))
           + (select count(*) from every e where e.rerun_of is not null
                 and not exists (select from every p where p.id = e.rerun_of))
           + (select count(*) from public.audit_entries a
               where not exists (select from every e where e.id = a.task_id and e.audit_log_id = a.id))
           + (select count(*) from public.chat_messages m
               where not exists (select from every e where e.id = m.task_id)),
             (select count(*) from public.audit_entries) + (select count(*) from public.chat_messages)
           + (select count(parent_id) + count(rerun_of) from every)
      """;

  private static final String PICK_UP =
      """
      select (extract(epoch from c.created_at - s.created_at) * 1000000000)::bigint
        from meanwhile.task_events s
        join meanwhile.tasks t on t.id = s.task_id and t.task_type = 'nothing'
        join meanwhile.task_events c on c.task_id = s.task_id and c.event_type = 'claimed'
       where s.event_type = 'submitted'
         and s.created_at between to_timestamp(?) and to_timestamp(?)
      """;

  private static final String CLOCK =
      """
      select extract(epoch from clock_timestamp())::float8
      """;

  private static final String DONE =
      """
      select exists (select from meanwhile.archiving where place is null and done_for >= meanwhile.archive_due())
      """;

  private static final String SOME =
      """
      select a.id, a.status, split_part(a.entity_label, ' ', 2)
        from meanwhile.tasks_archive a
       order by hashtextextended(a.id::text, ?)
       limit 200
      """;

  private static final String POSITION =
      """
      select to_hex(c.system_identifier) || '.' || e.xid::text || '.' || e.seq
        from meanwhile.task_events e, pg_control_system() c
       order by e.xid, e.seq
       limit 1
      """;

  private static final String SIZE =
      """
      select coalesce(sum(pg_total_relation_size(relid)), 0)
        from (select relid from pg_partition_tree('meanwhile.tasks_archive')
               union all
              select relid from pg_partition_tree('meanwhile.task_events_archive')) parts
      """;

  private final DataSource database;

  LookStore(DataSource database) {
    this.database = database;
  }

  /// Where the old tasks and their events were at one moment.
  record Places(
      long recorded,
      long archived,
      long both,
      String ids,
      long eventsRecorded,
      long eventsArchived) {
    boolean fits(Places first) {
      return both == 0
          && recorded + archived == first.recorded + first.archived
          && ids.equals(first.ids)
          && eventsRecorded + eventsArchived == first.eventsRecorded + first.eventsArchived;
    }
  }

  /// An archived task: the rare word stands in no other.
  record Sample(String id, String status, String rareWord) {}

  Places places() throws SQLException {
    return one(
        PLACES,
        row ->
            new Places(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6)));
  }

  String digest() throws SQLException {
    return one(
        DIGEST,
        row -> "%d rows, %s %s".formatted(row.getLong(1), row.getString(2), row.getString(3)));
  }

  /// How many links lead nowhere, and how many there are.
  long[] links() throws SQLException {
    return one(BROKEN_LINKS, row -> new long[] {row.getLong(1), row.getLong(2)});
  }

  double clock() throws SQLException {
    return one(CLOCK, row -> row.getDouble(1));
  }

  boolean done() throws SQLException {
    return one(DONE, row -> row.getBoolean(1));
  }

  /// The position of the oldest event that is still in the log.
  String position() throws SQLException {
    return one(POSITION, row -> row.getString(1));
  }

  long size() throws SQLException {
    return one(SIZE, row -> row.getLong(1));
  }

  long[] pickUps(double from, double to) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(PICK_UP)) {
      statement.setDouble(1, from);
      statement.setDouble(2, to);
      return all(statement.executeQuery(), row -> row.getLong(1)).stream()
          .mapToLong(Long::longValue)
          .toArray();
    }
  }

  List<Sample> samples(long seed) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(SOME)) {
      statement.setLong(1, seed);
      return all(
          statement.executeQuery(),
          row -> new Sample(row.getString(1), row.getString(2), row.getString(3)));
    }
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> T one(String sql, Row<T> reader) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      return all(statement.executeQuery(), reader).getFirst();
    }
  }

  private static <T> List<T> all(ResultSet rows, Row<T> reader) throws SQLException {
    try (rows) {
      var all = new ArrayList<T>();
      while (rows.next()) {
        all.add(reader.read(rows));
      }
      return all;
    }
  }
}
