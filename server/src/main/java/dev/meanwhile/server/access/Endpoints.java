package dev.meanwhile.server.access;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which permission each address needs. Whatever is not named here is closed to everybody.
public final class Endpoints {
  private static final Set<String> OPEN =
      Set.of(
          "/",
          "/livez",
          "/readyz",
          "/api/session",
          "/api/session/demo",
          "/api/tokens",
          "/api/tokens/refresh",
          "/refresh",
          "/api/setup",
          "/api/invitations",
          // These show the token of an attempt, and their controller asks for it.
          "/api/callbacks/{task}/status",
          "/api/callbacks/{task}/complete",
          "/api/callbacks/{task}/fail",
          "/api/callbacks/{task}/heartbeat",
          "/api/callbacks/{task}/release");

  /// The longest beginning that fits decides.
  private static final Map<String, Resource> BEGINNINGS =
      Map.ofEntries(
          Map.entry("/api/tasks", Resource.TASKS),
          Map.entry("/rest/v1", Resource.TASKS),
          Map.entry("/api/uploads", Resource.TASKS),
          Map.entry("/api/imports", Resource.TASKS),
          Map.entry("/api/executions", Resource.OPERATIONS),
          Map.entry("/api/claims", Resource.CLAIMS),
          Map.entry("/api/live", Resource.NOTICES),
          Map.entry("/api/widget-tokens", Resource.NOTICES),
          Map.entry("/api/types", Resource.HOUSE),
          Map.entry("/api/types/{type}/calls", Resource.OPERATIONS),
          Map.entry("/api/types/{type}/signature", Resource.OPERATIONS),
          Map.entry("/api/workload", Resource.OPERATIONS),
          Map.entry("/api/dependencies", Resource.OPERATIONS),
          Map.entry("/api/incidents", Resource.OPERATIONS),
          Map.entry("/api/schedules", Resource.OPERATIONS),
          Map.entry("/api/session", Resource.PROFILE),
          Map.entry("/api/sessions", Resource.PROFILE),
          Map.entry("/api/me", Resource.PROFILE),
          Map.entry("/api/keys", Resource.KEYS),
          Map.entry("/api/users", Resource.USERS),
          Map.entry("/api/roles", Resource.HOUSE),
          Map.entry("/api/audit", Resource.AUDIT),
          Map.entry("/api/clients", Resource.DESK),
          Map.entry("/api/drivers", Resource.DESK),
          Map.entry("/api/clinics", Resource.DESK),
          Map.entry("/api/appointment-types", Resource.DESK),
          Map.entry("/api/appointments", Resource.DESK),
          Map.entry("/api/desk", Resource.DESK),
          Map.entry("/api/desk/trips", Resource.TRIPS),
          Map.entry("/add-client", Resource.DESK),
          Map.entry("/update-client", Resource.DESK),
          Map.entry("/add-driver", Resource.DESK),
          Map.entry("/update-driver", Resource.DESK),
          Map.entry("/save-appointment", Resource.DESK),
          Map.entry("/update-appointment", Resource.DESK),
          Map.entry("/cancel-appointment", Resource.DESK),
          Map.entry("/delete-appointment", Resource.DESK),
          Map.entry("/process-drive-times", Resource.DESK),
          Map.entry("/process-quo-sync", Resource.DESK),
          Map.entry("/api/demo", Resource.OPERATIONS),
          Map.entry("/update-user-profile", Resource.PROFILE),
          Map.entry("/change-password", Resource.PROFILE),
          Map.entry("/get-failed-tasks", Resource.NOTICES),
          Map.entry("/get-all-failed-tasks", Resource.NOTICES),
          Map.entry("/get-failed-tasks-summary", Resource.NOTICES),
          Map.entry("/dismiss-task", Resource.NOTICES),
          Map.entry("/dismiss-all-tasks", Resource.NOTICES));

  private Endpoints() {}

  /// Whether anybody may call it.
  ///
  /// @param pattern as the controller has it: `/api/tasks/{id}`
  public static boolean isOpen(String pattern) {
    return OPEN.contains(pattern);
  }

  /// What the address belongs to; null when nobody said.
  public static @Nullable Resource resource(String pattern) {
    String beginning = pattern;
    while (!beginning.isEmpty()) {
      Resource found = BEGINNINGS.get(beginning);
      if (found != null) {
        return found;
      }
      beginning = beginning.substring(0, Math.max(0, beginning.lastIndexOf('/')));
    }
    return null;
  }

  /// The addresses that ask for something in its body although they only read.
  public static boolean onlyReads(String pattern) {
    return List.of("/get-failed-tasks", "/get-all-failed-tasks", "/get-failed-tasks-summary")
        .contains(pattern);
  }
}
