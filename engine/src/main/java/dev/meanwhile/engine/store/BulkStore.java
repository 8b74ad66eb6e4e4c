package dev.meanwhile.engine.store;

import dev.meanwhile.engine.BulkChange.Kind;
import dev.meanwhile.engine.BulkChange.Which;
import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.store.ChangeStore.Seen;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Finds the tasks of a change of many, and changes them block by block.
public final class BulkStore {

  /// How many tasks a filter finds at one moment. What comes later is not meant.
  public record Found(long tasks, Instant at) {}

  private static final Sql COUNT_ATTENTION =
      Sql.of(
          """
          select count(*) as tasks, meanwhile.clock() as at
            from meanwhile.attention a
            join meanwhile.tasks t on t.id = a.task_id
           where (:all_types::boolean or a.task_type = any (:types::text[]))
             and (:code::text is null or a.code = :code::text)
             and (:user::uuid is null or a.created_by = :user::uuid)
             and (:entity_type::text is null or t.entity_type = :entity_type::text)
             and (:entity_id::text is null or t.entity_id = :entity_id::text)
          """);

  private static final Sql ATTENTION =
      Sql.of(
          """
          select a.task_id, t.version
            from meanwhile.attention a
            join meanwhile.tasks t on t.id = a.task_id
           where (:all_types::boolean or a.task_type = any (:types::text[]))
             and (:code::text is null or a.code = :code::text)
             and (:user::uuid is null or a.created_by = :user::uuid)
             and (:entity_type::text is null or t.entity_type = :entity_type::text)
             and (:entity_id::text is null or t.entity_id = :entity_id::text)
             and a.since <= :until
             and (:after::uuid is null or a.task_id > :after::uuid)
           order by a.task_id
           limit :limit
          """);

  private static final Sql COUNT_WAITING =
      Sql.of(
          """
          select count(*) as tasks, meanwhile.clock() as at
            from meanwhile.queue q
            join meanwhile.tasks t on t.id = q.task_id
           where q.lease_owner is null
             and not q.retrying
             and (:all_types::boolean or q.task_type = any (:types::text[]))
             and (:user::uuid is null or t.created_by = :user::uuid)
             and (:entity_type::text is null or t.entity_type = :entity_type::text)
             and (:entity_id::text is null or t.entity_id = :entity_id::text)
          """);

  private static final Sql WAITING =
      Sql.of(
          """
          select q.task_id, q.version
            from meanwhile.queue q
            join meanwhile.tasks t on t.id = q.task_id
           where q.lease_owner is null
             and not q.retrying
             and (:all_types::boolean or q.task_type = any (:types::text[]))
             and (:user::uuid is null or t.created_by = :user::uuid)
             and (:entity_type::text is null or t.entity_type = :entity_type::text)
             and (:entity_id::text is null or t.entity_id = :entity_id::text)
             and t.created_at <= :until
             and (:after::uuid is null or q.task_id > :after::uuid)
           order by q.task_id
           limit :limit
          """);

  private static final Sql RETRY =
      Sql.of(
          """
          select count(*) filter (where (meanwhile.retry(s.id, :actor, s.version)).outcome = 'changed')
            from unnest(:ids::uuid[], :versions::bigint[]) as s (id, version)
          """);

  private static final Sql CANCEL =
      Sql.of(
          """
          select count(*) filter (where (meanwhile.cancel(s.id, :actor, s.version, :reason)).outcome = 'changed')
            from unnest(:ids::uuid[], :versions::bigint[]) as s (id, version)
          """);

  private BulkStore() {}

  public static Found count(Connection connection, Kind kind, Which which) throws SQLException {
    Sql statement = kind == Kind.CANCEL ? COUNT_WAITING : COUNT_ATTENTION;
    return Objects.requireNonNull(
        filtered(statement.on(connection), which)
            .first(row -> new Found(row.getLong("tasks"), Rows.time(row, "at"))));
  }

  /// The next tasks in the order of their ids, as they stand now.
  ///
  /// @param until what came later is left alone
  /// @param after the last task of the block before; null for the first block
  public static List<Seen> block(
      Connection connection, Kind kind, Which which, Instant until, @Nullable UUID after, int limit)
      throws SQLException {
    Sql statement = kind == Kind.CANCEL ? WAITING : ATTENTION;
    return filtered(statement.on(connection), which)
        .set("until", until)
        .set("after", after)
        .set("limit", limit)
        .list(row -> new Seen(row.getObject(1, UUID.class), row.getLong(2)));
  }

  /// Changes those that are still as they were seen.
  ///
  /// @return how many that were
  public static int change(Connection connection, Kind kind, List<Seen> seen, ChangeRequest request)
      throws SQLException {
    return switch (kind) {
      case DISMISS -> ChangeStore.dismiss(connection, seen, request);
      case RETRY -> changed(RETRY.on(connection), seen, request);
      case CANCEL ->
          changed(
              CANCEL.on(connection).set("reason", ChangeStore.cancelled(request)), seen, request);
    };
  }

  private static int changed(Sql.Call call, List<Seen> seen, ChangeRequest request)
      throws SQLException {
    Integer changed =
        call.set("ids", Column.of("uuid", seen, Seen::task))
            .set("versions", Column.of("int8", seen, Seen::version))
            .set("actor", request.actor())
            .first(row -> row.getInt(1));
    return changed == null ? 0 : changed;
  }

  private static Sql.Call filtered(Sql.Call call, Which which) {
    return call.set("all_types", which.taskTypes().isEmpty())
        .set("types", Column.texts(which.taskTypes()))
        .set("code", which.code())
        .set("user", which.createdBy())
        .set("entity_type", which.entityType())
        .set("entity_id", which.entityId());
  }
}
