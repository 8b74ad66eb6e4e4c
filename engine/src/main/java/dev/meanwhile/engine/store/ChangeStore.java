package dev.meanwhile.engine.store;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.TaskStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The changes that people ask for. The rules stand in the database, where SQL finds them too; each
/// answer says where the task stood at the moment of the decision.
public final class ChangeStore {

  /// What came of a request.
  ///
  /// @param changed whether it was done
  /// @param otherVersion whether it was refused only because the task had changed meanwhile
  /// @param status where the task stands now
  /// @param label the same in people's words
  /// @param version which version it is in now
  public record Answer(
      boolean changed, boolean otherVersion, TaskStatus status, String label, long version) {}

  /// A task in the version that somebody saw.
  public record Seen(UUID task, long version) {}

  private static final Sql DISMISS =
      Sql.of(
          """
          select *
            from meanwhile.dismiss(:id, :actor, :user::uuid, :reason, :version::bigint)
           where outcome is not null
          """);

  private static final Sql REINSTATE =
      Sql.of(
          """
          select *
            from meanwhile.reinstate(:id, :actor, :version::bigint)
           where outcome is not null
          """);

  private static final Sql RETRY =
      Sql.of(
          """
          select *
            from meanwhile.retry(:id, :actor, :version::bigint, timeout_seconds => :timeout::int)
           where outcome is not null
          """);

  private static final Sql CANCEL =
      Sql.of(
          """
          select *
            from meanwhile.cancel(:id, :actor, :version::bigint, :sentence)
           where outcome is not null
          """);

  private static final Sql ATTENTION =
      Sql.of(
          """
          select a.task_id, t.version
            from meanwhile.attention a
            join meanwhile.tasks t on t.id = a.task_id
           where :user::uuid is null or a.created_by = :user
           order by a.task_id
          """);

  private static final Sql DISMISS_SEEN =
      Sql.of(
          """
          select count(*) filter (where (meanwhile.dismiss(s.id, :actor, :user::uuid, :reason, s.version)).outcome = 'changed')
            from unnest(:ids::uuid[], :versions::bigint[]) as s (id, version)
          """);

  private ChangeStore() {}

  /// Sets a failed task aside.
  ///
  /// @return null when there is no such task
  public static @Nullable Answer dismiss(Connection connection, UUID id, ChangeRequest request)
      throws SQLException {
    return asked(DISMISS.on(connection), id, request)
        .set("user", request.user())
        .set("reason", request.reason())
        .first(ChangeStore::answer);
  }

  /// Takes a dismissal back.
  ///
  /// @return null when there is no such task
  public static @Nullable Answer reinstate(Connection connection, UUID id, ChangeRequest request)
      throws SQLException {
    return asked(REINSTATE.on(connection), id, request).first(ChangeStore::answer);
  }

  /// Puts a failed task back to waiting.
  ///
  /// @param timeoutSeconds how long an attempt may run; null asks the type
  /// @return null when there is no such task
  public static @Nullable Answer retry(
      Connection connection, UUID id, ChangeRequest request, @Nullable Integer timeoutSeconds)
      throws SQLException {
    return asked(RETRY.on(connection), id, request)
        .set("timeout", timeoutSeconds)
        .first(ChangeStore::answer);
  }

  /// Ends a waiting or running task.
  ///
  /// @return null when there is no such task
  public static @Nullable Answer cancel(Connection connection, UUID id, ChangeRequest request)
      throws SQLException {
    return asked(CANCEL.on(connection), id, request)
        .set("sentence", cancelled(request))
        .first(ChangeStore::answer);
  }

  /// What people read of a cancelled task; null when nobody said why.
  static @Nullable String cancelled(ChangeRequest request) {
    return request.reason() == null ? null : "Cancelled: " + request.reason();
  }

  /// What needs attention at this moment.
  ///
  /// @param user whose tasks; null for everybody's
  public static List<Seen> attention(Connection connection, @Nullable UUID user)
      throws SQLException {
    return ATTENTION
        .on(connection)
        .set("user", user)
        .list(row -> new Seen(row.getObject(1, UUID.class), row.getLong(2)));
  }

  /// Sets those aside that are still as they were seen.
  ///
  /// @return how many that were
  public static int dismiss(Connection connection, List<Seen> seen, ChangeRequest request)
      throws SQLException {
    Integer dismissed =
        DISMISS_SEEN
            .on(connection)
            .set("ids", Column.of("uuid", seen, Seen::task))
            .set("versions", Column.of("int8", seen, Seen::version))
            .set("actor", request.actor())
            .set("user", request.user())
            .set("reason", request.reason())
            .first(row -> row.getInt(1));
    return dismissed == null ? 0 : dismissed;
  }

  private static Sql.Call asked(Sql.Call call, UUID id, ChangeRequest request) {
    return call.set("id", id).set("actor", request.actor()).set("version", request.version());
  }

  private static Answer answer(ResultSet row) throws SQLException {
    String outcome = row.getString("outcome");
    return new Answer(
        outcome.equals("changed"),
        outcome.equals("other version"),
        TaskStatus.of(row.getString("status")),
        row.getString("label"),
        row.getLong("version"));
  }
}
