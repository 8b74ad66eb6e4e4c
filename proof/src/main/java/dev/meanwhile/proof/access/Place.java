package dev.meanwhile.proof.access;

import dev.meanwhile.server.access.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A table as the second wall must guard it.
///
/// @param key the column that tells whose a row is
/// @param byTask whether it names the task, and not the person
/// @param resource who reaches the rows of others
/// @param own what may be done to one's own rows
/// @param others what those may do to others' rows who reach everybody's
/// @param holder what somebody must reach to have rows of their own; null when anybody has
record Place(
    String key,
    boolean byTask,
    Resource resource,
    Set<String> own,
    Set<String> others,
    @Nullable Resource holder) {
  private static final Set<String> LOOK = Set.of("select");
  private static final Set<String> KEEP = Set.of("select", "insert", "update");
  private static final Map<String, Place> ALL = new LinkedHashMap<>();

  static {
    for (var table : new String[] {"tasks", "tasks_archive", "attention"}) {
      ALL.put(table, new Place("created_by", false, Resource.TASKS, LOOK, LOOK));
    }
    for (var table :
        new String[] {"queue", "task_events", "task_events_archive", "imports", "import_rejects"}) {
      ALL.put(table, new Place("task_id", true, Resource.TASKS, LOOK, LOOK));
    }
    for (var table : new String[] {"contacts", "places"}) {
      ALL.put(table, new Place("import_task_id", true, Resource.TASKS, LOOK, LOOK));
    }
    ALL.put("webhook_calls", new Place("task_id", true, Resource.OPERATIONS, Set.of(), LOOK));
    ALL.put(
        "uploads",
        new Place("created_by", false, Resource.TASKS, Set.of("select", "insert"), LOOK));
    ALL.put(
        "audit_logs",
        new Place("user_id", false, Resource.AUDIT, Set.of("select", "insert"), LOOK));
    ALL.put("users", new Place("id", false, Resource.USERS, Set.of("select", "update"), KEEP));
    ALL.put(
        "sessions",
        new Place(
            "user_id",
            false,
            Resource.USERS,
            Set.of("select", "update"),
            Set.of("select", "update")));
    ALL.put(
        "api_keys", new Place("user_id", false, Resource.USERS, KEEP, Set.of("select", "update")));
    ALL.put("one_time_words", new Place("user_id", false, Resource.USERS, Set.of(), KEEP));
    desk();
  }

  /// A driver's own are the trips they have before them, and whom and what these are about.
  private static void desk() {
    Map<String, String> kept =
        Map.of(
            "destinations", "id",
            "clients", "created_by",
            "drivers", "user_id",
            "appointment_types", "id",
            "appointments", "created_by");
    kept.forEach((table, key) ->
        ALL.put(table, new Place(key, false, Resource.DESK, LOOK, KEEP, Resource.TRIPS)));
    for (var table : new String[] {"client_drive_times", "driver_clinic_preferences"}) {
      ALL.put(table, new Place("driver_id", false, Resource.DESK, Set.of(), LOOK));
    }
    ALL.put("desk_requests", new Place("user_id", false, Resource.DESK, KEEP, Set.of()));
  }

  private Place(
      String key, boolean byTask, Resource resource, Set<String> own, Set<String> others) {
    this(key, byTask, resource, own, others, null);
  }

  /// Null for a table of which people's requests reach nothing.
  static @Nullable Place of(String table) {
    return ALL.get(table);
  }

  static Set<String> names() {
    return ALL.keySet();
  }
}
