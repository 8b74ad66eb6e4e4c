package dev.meanwhile.proof.access;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row for every endpoint: what to send, and what comes back when it is allowed. Who is allowed
/// stands in no row; that is what Permissions says.
final class Matrix {
  private static final String WHY = "{\"reason\":\"Proof.\"}";
  private static final String TASK = "{\"task_type\":\"nothing\",\"input_data\":{}}";
  private static final String PERSON =
      "{\"username\":\"p{unique}\",\"full_name\":\"New Person\",\"role\":\"client\"}";
  private static final String WRONG =
      "{\"current_password\":\"wrong words here\",\"new_password\":\"seven green bicycles\"}";
  private static final Map<String, Row> ROWS = new HashMap<>();

  static {
    tasks();
    files();
    house();
    people();
    documented();
    DeskRows.add(Matrix::row);
    tables();
    open();
  }

  private Matrix() {}

  static @Nullable Row of(Endpoint endpoint) {
    return ROWS.get(endpoint.toString());
  }

  /// Rows whose endpoint is gone.
  static List<String> idle(List<Endpoint> endpoints) {
    var known = endpoints.stream().map(Endpoint::toString).toList();
    return ROWS.keySet().stream().filter(one -> !known.contains(one)).sorted().toList();
  }

  private static void row(String endpoint, Row row) {
    ROWS.put(endpoint, row);
  }

  private static void tasks() {
    row("GET /api/tasks", Row.of("/api/tasks?limit=200", 200));
    row("GET /api/tasks/counts", Row.of("/api/tasks/counts", 200));
    row("GET /api/tasks/counts/labels", Row.of("/api/tasks/counts/labels", 200));
    row("GET /api/tasks/changes/count", Row.of("/api/tasks/changes/count?action=cancel", 200));
    row(
        "POST /api/tasks/changes",
        Row.of("/api/tasks/changes", 409)
            .saying("{\"action\":\"dismiss\",\"filter\":{},\"expected\":99999}"));
    row("POST /api/tasks", Row.of("/api/tasks", 202).saying(TASK));
    row("POST /api/tasks/create", Row.of("/api/tasks/create", 200).saying(TASK));
    row("GET /api/tasks/{id}", Row.of("/api/tasks/{id}", 200).about(Thing.DONE));
    row("GET /api/tasks/{id}/events", Row.of("/api/tasks/{id}/events", 200).about(Thing.DONE));
    row("GET /api/tasks/{id}/children", Row.of("/api/tasks/{id}/children", 200).about(Thing.DONE));
    row(
        "POST /api/tasks/{id}/dismissal",
        Row.of("/api/tasks/{id}/dismissal", 200).about(Thing.FAILED).archived(409).saying(WHY));
    row(
        "DELETE /api/tasks/{id}/dismissal",
        Row.of("/api/tasks/{id}/dismissal", 200).about(Thing.DISMISSED).archived(409));
    row(
        "POST /api/tasks/{id}/cancellation",
        Row.of("/api/tasks/{id}/cancellation", 200).about(Thing.WAITING).archived(409).saying(WHY));
    row(
        "POST /api/tasks/{id}/retry",
        Row.of("/api/tasks/{id}/retry", 202).about(Thing.FAILED).archived(409));
    row(
        "POST /api/tasks/{id}/rerun",
        Row.of("/api/tasks/{id}/rerun", 202).about(Thing.DONE).archived(202));
    row("GET /api/live", Row.of("/api/live", 200));
    row("POST /api/widget-tokens", Row.of("/api/widget-tokens", 200).saying("{}"));
  }

  private static void files() {
    row("GET /api/uploads/{id}", Row.of("/api/uploads/{id}", 200).about(Thing.UPLOAD));
    row("POST /api/uploads", Row.of("/api/uploads?name=a.csv", 201).saying("a,b\n1,2\n"));
    row(
        "GET /api/imports/preview",
        Row.of("/api/imports/preview?upload_id={id}", 200).about(Thing.UPLOAD));
    row("GET /api/imports/targets", Row.of("/api/imports/targets", 200));
    row("GET /api/imports/{id}", Row.of("/api/imports/{id}", 200).about(Thing.IMPORT));
    row("GET /api/imports/{id}/rows", Row.of("/api/imports/{id}/rows", 200).about(Thing.IMPORT));
    row(
        "GET /api/imports/{id}/rejects.csv",
        Row.of("/api/imports/{id}/rejects.csv", 200).about(Thing.IMPORT));
  }

  private static void house() {
    row("GET /api/types", Row.of("/api/types", 200));
    row("GET /api/types/{type}", Row.of("/api/types/nothing", 200));
    row("POST /api/types/{type}/pause", Row.of("/api/types/nothing/pause", 200).saying(WHY));
    row(
        "POST /api/types/{type}/resume",
        Row.of("/api/types/nothing/resume", 200).saying(WHY).whileHeld());
    row("GET /api/dependencies", Row.of("/api/dependencies", 200));
    row("GET /api/dependencies/{name}", Row.of("/api/dependencies/partner", 200));
    row(
        "POST /api/dependencies/{name}/pause",
        Row.of("/api/dependencies/partner/pause", 200).saying(WHY));
    row(
        "POST /api/dependencies/{name}/resume",
        Row.of("/api/dependencies/partner/resume", 200).saying(WHY).whileHeld());
    row("GET /api/incidents", Row.of("/api/incidents", 200));
    row("GET /api/incidents/{id}", Row.of("/api/incidents/1", 200));
    row("GET /api/schedules", Row.of("/api/schedules", 200));
    row("GET /api/schedules/{name}", Row.of("/api/schedules/nightly", 200));
    row(
        "POST /api/schedules/{name}/pause",
        Row.of("/api/schedules/nightly/pause", 200).saying(WHY));
    row(
        "POST /api/schedules/{name}/resume",
        Row.of("/api/schedules/nightly/resume", 200).whileHeld());
    row("POST /api/schedules/{name}/run", Row.of("/api/schedules/nightly/run", 202));
    row("GET /api/types/{type}/calls", Row.of("/api/types/nothing/calls", 404));
    row("POST /api/types/{type}/calls", Row.of("/api/types/nothing/calls", 404).saying("{}"));
    row(
        "POST /api/types/{type}/signature",
        Row.of("/api/types/nothing/signature", 404).saying("{}"));
    row("GET /api/workload", Row.of("/api/workload", 200));
    row(
        "POST /api/executions/{execution}/failure",
        Row.of("/api/executions/none/failure", 200).saying("{}"));
    // The house of this proof is no demo.
    row("GET /api/demo/partners", Row.of("/api/demo/partners", 404));
    row("POST /api/demo/partners/{name}", Row.of("/api/demo/partners/quo", 404).saying("{}"));
    row("POST /api/demo/crash", Row.of("/api/demo/crash", 404));
    row("POST /api/claims", Row.of("/api/claims", 400).saying("{\"types\":[\"nothing\"]}"));
    row(
        "POST /api/claims/reports",
        Row.of("/api/claims/reports", 200).saying("{\"reports\":[{}]}"));
    row("GET /api/roles", Row.of("/api/roles", 200));
  }

  private static void people() {
    row("GET /api/me", Row.of("/api/me", 200));
    row(
        "PUT /api/me",
        Row.of("/api/me", 200)
            .saying("{\"full_name\":\"Renamed {unique}\",\"email\":\"p{unique}@desk.example\"}"));
    row(
        "PUT /api/me/preferences",
        Row.of("/api/me/preferences", 200).saying("{\"theme\":\"dark\",\"notices\":\"none\"}"));
    row("PUT /api/me/password", Row.of("/api/me/password", 400).saying(WRONG));
    row("GET /api/sessions", Row.of("/api/sessions", 200));
    row("DELETE /api/sessions", Row.of("/api/sessions", 204));
    row("DELETE /api/sessions/{id}", Row.of("/api/sessions/{id}", 204).about(Thing.SESSION));
    row("POST /api/session/activity", Row.of("/api/session/activity", 200));
    row("POST /api/session/token", Row.of("/api/session/token", 200));
    row("GET /api/keys", Row.of("/api/keys", 200));
    row(
        "POST /api/keys",
        Row.of("/api/keys", 201).saying("{\"name\":\"A key\",\"scope\":\"read\"}"));
    row("DELETE /api/keys/{id}", Row.of("/api/keys/{id}", 204).about(Thing.KEY));
    row("GET /api/users", Row.of("/api/users", 200));
    row("GET /api/users/{id}", Row.of("/api/users/{id}", 200).about(Thing.PERSON));
    row("POST /api/users", Row.of("/api/users", 201).saying(PERSON));
    row(
        "PUT /api/users/{id}",
        Row.of("/api/users/{id}", 200)
            .about(Thing.PERSON)
            .saying("{\"full_name\":\"Renamed {unique}\",\"role\":\"admin\"}"));
    row(
        "POST /api/users/{id}/disabling",
        Row.of("/api/users/{id}/disabling", 200).about(Thing.PERSON));
    row(
        "POST /api/users/{id}/enabling",
        Row.of("/api/users/{id}/enabling", 200).about(Thing.PERSON));
    row("POST /api/users/{id}/reset", Row.of("/api/users/{id}/reset", 200).about(Thing.PERSON));
    row("GET /api/audit", Row.of("/api/audit", 200));
    row("GET /api/audit/{id}", Row.of("/api/audit/{id}", 200).about(Thing.ENTRY));
  }

  private static void documented() {
    for (var method : List.of("GET ", "POST ")) {
      row(method + "/get-failed-tasks", Row.of("/get-failed-tasks", 200));
      row(method + "/get-all-failed-tasks", Row.of("/get-all-failed-tasks", 200).onlyForAll());
      row(
          method + "/get-failed-tasks-summary",
          Row.of("/get-failed-tasks-summary", 200).onlyForAll());
    }
    row(
        "POST /dismiss-task",
        Row.of("/dismiss-task", 200)
            .about(Thing.FAILED)
            .archived(409)
            .saying("{\"task_id\":\"{id}\"}"));
    row("POST /dismiss-all-tasks", Row.of("/dismiss-all-tasks", 200));
    row(
        "POST /update-user-profile",
        Row.of("/update-user-profile", 200)
            .saying("{\"fullName\":\"Renamed {unique}\",\"email\":\"p{unique}@desk.example\"}"));
    row(
        "POST /change-password",
        Row.of("/change-password", 400)
            .saying(
                "{\"currentPassword\":\"wrong words here\",\"newPassword\":\"seven green bicycles\"}"));
  }

  /// A change reaches what its filter finds among one's own, so for others' tasks there is nothing
  /// to refuse; Lists looks at what is shown.
  private static void tables() {
    row("GET /rest/v1", Row.of("/rest/v1", 200));
    row("GET /rest/v1/", Row.of("/rest/v1/", 200));
    row("GET /rest/v1/{table}", Row.of("/rest/v1/background_tasks?limit=10", 200));
    row("POST /rest/v1/{table}", Row.of("/rest/v1/async_tasks", 201).saying(TASK));
    row(
        "PATCH /rest/v1/{table}",
        Row.of("/rest/v1/async_tasks?id=eq.01980000-0000-7000-8000-000000000000", 204)
            .saying("{\"status\":\"cancelled\"}"));
    row("DELETE /rest/v1/{table}", Row.of("/rest/v1/async_tasks?status=eq.failed", 405));
    row(
        "POST /rest/v1/rpc/{function}",
        Row.of("/rest/v1/rpc/dismiss_background_task", 200)
            .about(Thing.FAILED)
            .archived(409)
            .saying("{\"task_id\":\"{id}\",\"user_id\":null}"));
  }

  /// Anybody may ask these, so what comes back is the same for everybody.
  private static void open() {
    row("GET /", Row.of("/", 200));
    row("GET /livez", Row.of("/livez", 200));
    row("GET /readyz", Row.of("/readyz", 200));
    row("GET /api/session", Row.of("/api/session", 200));
    row("POST /api/session", Row.of("/api/session", 400).saying("{}"));
    row(
        "POST /api/session/demo",
        Row.of("/api/session/demo", 404).saying("{\"username\":\"ada\"}"));
    row("DELETE /api/session", Row.of("/api/session", 204));
    row("POST /api/tokens", Row.of("/api/tokens", 400).saying("{}"));
    row("POST /api/tokens/refresh", Row.of("/api/tokens/refresh", 400).saying("{}"));
    row("POST /refresh", Row.of("/refresh", 400).saying("{}"));
    row("GET /api/setup", Row.of("/api/setup", 200));
    row("POST /api/setup", Row.of("/api/setup", 400).saying("{}"));
    for (var news : List.of("status", "complete", "fail", "heartbeat", "release")) {
      // Whoever it is, the token of the attempt is missing.
      row(
          "POST /api/callbacks/{task}/" + news,
          Row.of("/api/callbacks/01980000-0000-7000-8000-000000000000/" + news, 401).saying("{}"));
    }
    row("POST /api/invitations", Row.of("/api/invitations", 400).saying("{}"));
  }
}
