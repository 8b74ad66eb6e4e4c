package dev.meanwhile.engine.store;

import dev.meanwhile.engine.DependencyHealth.Pause;
import dev.meanwhile.engine.Incident;
import dev.meanwhile.engine.lifecycle.Breaker;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The records of outages and pauses, and the pauses of task types.
public final class IncidentStore {

  private static final Sql BEGIN =
      Sql.of(
          """
          insert into meanwhile.incidents (dependency, task_type, title, why, began_by)
          values (:dependency, :type, :title, :why, :actor)
          returning id
          """);

  private static final Sql TELL =
      Sql.of(
          """
          with told as (
            insert into meanwhile.incident_events (incident_id, event_type, sentence, actor)
            values (:id, :event, :sentence, :actor)
          )
          update meanwhile.incidents
             set probes   = probes + (:event::text = 'probing')::int,
                 ended_at = case when :event::text = 'closed' then meanwhile.clock() end
           where id = :id
          """);

  private static final Sql NEWEST =
      Sql.of("select * from meanwhile.incidents order by id desc limit :limit");

  private static final Sql FIND = Sql.of("select * from meanwhile.incidents where id = :id");

  private static final Sql HISTORY =
      Sql.of("select * from meanwhile.incident_events where incident_id = :id order by seq");

  private static final Sql LOCK_TYPE =
      Sql.of(
          """
          select t.title,
                 t.paused_at is not null as paused,
                 (select i.id from meanwhile.incidents i where i.task_type = t.name and i.ended_at is null) as incident
            from meanwhile.task_types t
           where t.name = :name
             for update of t
          """);

  private static final Sql MARK_TYPE =
      Sql.of(
          """
          update meanwhile.task_types
             set paused_at    = case when :reason::text is not null then meanwhile.clock() end,
                 paused_by    = :actor,
                 pause_reason = :reason::text
           where name = :name
          """);

  private static final Sql PAUSED_TYPES =
      Sql.of("select * from meanwhile.task_types where paused_at is not null order by name");

  private record TypeState(String title, boolean paused, @Nullable Long incident) {}

  private IncidentStore() {}

  static Long begin(Connection connection, Breaker of, Breaker.Note note, String actor)
      throws SQLException {
    String why = of.pause() == null ? of.why() : of.pause().why();
    return begin(
        connection,
        new Subject(of.of().name(), null, of.of().title()),
        why == null ? note.sentence() : why,
        note,
        actor);
  }

  private record Subject(@Nullable String dependency, @Nullable String type, String title) {}

  private static Long begin(
      Connection connection, Subject subject, String why, Breaker.Note note, String actor)
      throws SQLException {
    Long id =
        BEGIN
            .on(connection)
            .set("dependency", subject.dependency())
            .set("type", subject.type())
            .set("title", subject.title())
            .set("why", why)
            .set("actor", note.type().equals("paused") ? actor : "system")
            .list(row -> row.getLong(1))
            .getFirst();
    return tell(connection, id, note, actor);
  }

  static Long tell(Connection connection, Long incident, Breaker.Note note, String actor)
      throws SQLException {
    TELL.on(connection)
        .set("id", incident)
        .set("event", note.type())
        .set("sentence", note.sentence())
        .set("actor", actor)
        .update();
    return incident;
  }

  public static List<Incident> newest(Connection connection, int limit) throws SQLException {
    return NEWEST.on(connection).set("limit", limit).list(row -> incident(row, List.of()));
  }

  public static @Nullable Incident find(Connection connection, long id) throws SQLException {
    List<Incident.Entry> history =
        HISTORY
            .on(connection)
            .set("id", id)
            .list(row ->
                new Incident.Entry(
                    Rows.time(row, "created_at"),
                    row.getString("event_type"),
                    row.getString("sentence"),
                    row.getString("actor")));
    return FIND.on(connection).set("id", id).first(row -> incident(row, history));
  }

  /// Pauses a type, or ends its pause; within a transaction.
  ///
  /// @param reason for the pause; null to end it
  /// @return null when there is no such type; false when it stands so already
  public static @Nullable Boolean markType(
      Connection connection, String name, String actor, @Nullable String reason, Breaker.Note note)
      throws SQLException {
    TypeState type =
        LOCK_TYPE
            .on(connection)
            .set("name", name)
            .first(row ->
                new TypeState(
                    row.getString("title"),
                    row.getBoolean("paused"),
                    Rows.number(row, "incident")));
    if (type == null) {
      return null;
    }
    if (type.paused() == (reason != null)) {
      return false;
    }
    if (reason != null) {
      begin(connection, new Subject(null, name, type.title()), reason, note, actor);
    } else if (type.incident() != null) {
      tell(connection, type.incident(), note, actor);
      Breaker.Note end = new Breaker.Note("closed", "Its tasks are started again.");
      tell(connection, type.incident(), end, actor);
    }
    MARK_TYPE
        .on(connection)
        .set("name", name)
        .set("actor", reason == null ? null : actor)
        .set("reason", reason)
        .update();
    return true;
  }

  public static Map<String, Pause> pausedTypes(Connection connection) throws SQLException {
    Map<String, Pause> paused = new LinkedHashMap<>();
    PAUSED_TYPES
        .on(connection)
        .list(row -> Map.entry(row.getString("name"), pause(row)))
        .forEach(one -> paused.put(one.getKey(), one.getValue()));
    return paused;
  }

  private static Pause pause(ResultSet row) throws SQLException {
    return new Pause(
        Rows.time(row, "paused_at"), row.getString("paused_by"), row.getString("pause_reason"));
  }

  private static Incident incident(ResultSet row, List<Incident.Entry> history)
      throws SQLException {
    return new Incident(
        row.getLong("id"),
        row.getString("dependency"),
        row.getString("task_type"),
        row.getString("title"),
        Rows.time(row, "began_at"),
        Rows.instant(row, "ended_at"),
        row.getString("why"),
        row.getString("began_by"),
        row.getLong("parked"),
        row.getInt("probes"),
        history);
  }
}
