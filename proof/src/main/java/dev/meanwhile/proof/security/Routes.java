package dev.meanwhile.proof.security;

import java.util.List;
import java.util.Map;

/// The addresses that are attacked, as `docs/reference/api.md` lists them.
final class Routes {

  /// An address that takes a body.
  ///
  /// @param example a body that would be understood
  record Change(String method, String path, Map<String, ?> example) {}

  /// What reads one row of somebody's: the kind of row, and the address.
  static final List<Map.Entry<String, String>> READ_ONE =
      List.of(
          Map.entry("task", "/api/tasks/%s"),
          Map.entry("task", "/api/tasks/%s/events"),
          Map.entry("task", "/api/tasks/%s/children"),
          Map.entry("failed", "/api/tasks/%s"),
          Map.entry("failed", "/api/tasks/%s/events"),
          Map.entry("archived", "/api/tasks/%s"),
          Map.entry("archived", "/api/tasks/%s/events"),
          Map.entry("audit", "/api/audit/%s"),
          Map.entry("upload", "/api/uploads/%s"),
          Map.entry("upload", "/api/imports/preview?upload_id=%s"),
          Map.entry("import", "/api/tasks/%s"),
          Map.entry("import", "/api/imports/%s"),
          Map.entry("import", "/api/imports/%s/rows"),
          Map.entry("import", "/api/imports/%s/rejects.csv"));

  /// What changes one row of somebody's: kind, method and address, body.
  static final List<Map.Entry<String, Change>> CHANGE_ONE =
      List.of(
          Map.entry("task", new Change("POST", "/api/tasks/%s/cancellation", Map.of())),
          Map.entry("task", new Change("POST", "/api/tasks/%s/retry", Map.of())),
          Map.entry("task", new Change("POST", "/api/tasks/%s/rerun", Map.of())),
          Map.entry("failed", new Change("POST", "/api/tasks/%s/retry", Map.of())),
          Map.entry("failed", new Change("POST", "/api/tasks/%s/dismissal", Map.of())),
          Map.entry("failed", new Change("DELETE", "/api/tasks/%s/dismissal", Map.of())),
          Map.entry("failed", new Change("POST", "/dismiss-task", Map.of("task_id", "%s"))),
          Map.entry("archived", new Change("POST", "/api/tasks/%s/rerun", Map.of())),
          Map.entry("session", new Change("DELETE", "/api/sessions/%s", Map.of())),
          Map.entry("key", new Change("DELETE", "/api/keys/%s", Map.of())));

  /// What only administrators may.
  static final List<Change> ADMINISTRATION =
      List.of(
          new Change("GET", "/api/users", Map.of()),
          new Change("GET", "/api/users/%s", Map.of()),
          new Change(
              "POST",
              "/api/users",
              Map.of("username", "mallory", "full_name", "Mallory", "role", "admin")),
          new Change("PUT", "/api/users/%s", Map.of("full_name", "Mallory", "role", "admin")),
          new Change("POST", "/api/users/%s/disabling", Map.of()),
          new Change("POST", "/api/users/%s/enabling", Map.of()),
          new Change("POST", "/api/users/%s/reset", Map.of()));

  /// What only supervisors and administrators may.
  static final List<Change> SUPERVISION =
      List.of(
          new Change("GET", "/api/dependencies", Map.of()),
          new Change("GET", "/api/incidents", Map.of()),
          new Change("GET", "/api/schedules", Map.of()),
          new Change("GET", "/api/workload", Map.of()),
          new Change("GET", "/api/types/nothing/calls", Map.of()),
          new Change("POST", "/api/types/nothing/calls", Map.of("input_data", Map.of())),
          new Change("POST", "/api/types/nothing/signature", Map.of("id", "x")),
          new Change("GET", "/get-all-failed-tasks", Map.of()),
          new Change("POST", "/get-failed-tasks-summary", Map.of()),
          new Change("POST", "/dismiss-all-tasks", Map.of("scope", "all")),
          new Change("POST", "/api/types/nothing/pause", Map.of("reason", "For fun.")),
          new Change("POST", "/api/types/nothing/resume", Map.of("reason", "For fun.")),
          new Change("POST", "/api/dependencies/x/pause", Map.of("reason", "For fun.")),
          new Change("POST", "/api/schedules/x/pause", Map.of("reason", "For fun.")));

  /// What takes a body, with one that is understood; asked as the agent.
  static final List<Change> BODIES =
      List.of(
          new Change("POST", "/api/tasks", Map.of("task_type", "nothing")),
          new Change("POST", "/api/tasks/create", Map.of("task_type", "nothing")),
          new Change("POST", "/api/tasks/%s/cancellation", Map.of("reason", "x")),
          new Change("POST", "/api/tasks/%s/dismissal", Map.of("reason", "x")),
          new Change("POST", "/api/tasks/changes", Map.of("action", "cancel", "expected", 1)),
          new Change(
              "PUT", "/api/me", Map.of("full_name", "Agent One", "email", "one@desk.example")),
          new Change(
              "POST",
              "/update-user-profile",
              Map.of("fullName", "Agent One", "email", "one@desk.example")),
          new Change(
              "PUT", "/api/me/password", Map.of("current_password", "a", "new_password", "b")),
          new Change(
              "POST", "/change-password", Map.of("currentPassword", "a", "newPassword", "b")),
          new Change("POST", "/api/keys", Map.of("name", "x", "scope", "read")),
          new Change("POST", "/dismiss-task", Map.of("task_id", "%s")),
          new Change("POST", "/dismiss-all-tasks", Map.of("scope", "own")),
          new Change("POST", "/api/session", Map.of("username", "nobody", "password", "nothing")),
          new Change(
              "POST",
              "/api/setup",
              Map.of("code", "x", "username", "eve", "full_name", "Eve", "password", "y")),
          new Change("POST", "/api/invitations", Map.of("word", "x", "password", "y")));

  /// Lists and looks that anybody signed in may ask for, with their parameters.
  static final List<Map.Entry<String, List<String>>> QUESTIONS =
      List.of(
          Map.entry(
              "/api/tasks", List.of("status", "type", "label", "entity", "q", "limit", "cursor")),
          Map.entry("/api/tasks/changes/count", List.of("action", "type", "entity", "code")),
          Map.entry(
              "/api/audit",
              List.of("user", "action", "entity", "since", "until", "before", "limit")),
          Map.entry("/get-failed-tasks", List.of("limit", "before")),
          Map.entry(
              "/api/imports/preview",
              List.of(
                  "upload_id",
                  "source_type",
                  "encoding",
                  "separator",
                  "quote",
                  "header",
                  "target")),
          Map.entry(
              "/rest/v1/async_tasks",
              List.of("select", "order", "or", "limit", "id", "metadata-%3E%3Ex", "task_type")),
          Map.entry("/api/incidents", List.of("limit")));

  /// Pages and calls of every kind, for what must hold everywhere.
  static final List<String> EVERYWHERE =
      List.of(
          "/",
          "/tasks",
          "/import",
          "/people",
          "/audit",
          "/profile",
          "/sign-in",
          "/setup",
          "/join",
          "/outages",
          "/icon.svg",
          "/meanwhile.js",
          "/nothing-here",
          "/nothing.here",
          "/livez",
          "/readyz",
          "/api/session",
          "/api/setup",
          "/api/me",
          "/api/tasks",
          "/api/tasks/counts",
          "/api/tasks/counts/labels",
          "/api/types",
          "/api/users",
          "/api/roles",
          "/api/audit",
          "/api/keys",
          "/api/sessions",
          "/api/nothing",
          "/api/imports/targets",
          "/rest/v1/",
          "/rest/v1/async_tasks",
          "/rest/v1/nothing",
          "/rest/v1/rpc/nothing",
          "/get-failed-tasks",
          "/get-all-failed-tasks",
          "/get-failed-tasks-summary");

  private Routes() {}
}
