package dev.meanwhile.server.callbacks;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Several callbacks in one request, for workers with many tasks: each is answered for itself, and
/// one that comes too late does not keep the others from counting.
@RestController
class ReportController {
  private static final int MOST = 500;

  private final CallbackDesk desk;

  ReportController(CallbackDesk desk) {
    this.desk = desk;
  }

  /// @param reports each with `task_id`, `token`, `word`, and the fields of that callback
  record Reports(@Nullable List<@Nullable JsonNode> reports) {}

  /// The answers, in the order of the reports.
  record Results(List<Result> results) {}

  /// @param httpStatus as the callback alone would have been answered
  /// @param status of the task; null when the report was refused
  /// @param code why it was refused; null when it was not
  record Result(
      @Nullable String taskId,
      int httpStatus,
      @Nullable Integer attempt,
      @Nullable String status,
      @Nullable Long version,
      boolean repeated,
      @Nullable String code,
      @Nullable String detail) {

    static Result of(Told told) {
      return new Result(
          told.taskId().toString(),
          200,
          told.attempt(),
          told.status(),
          told.version(),
          told.repeated(),
          null,
          null);
    }

    static Result of(@Nullable String task, Refusal refusal) {
      return new Result(
          task, refusal.status(), null, null, null, false, refusal.slug(), refusal.detail());
    }
  }

  @PostMapping("/api/claims/reports")
  Results report(@RequestBody Reports body) {
    List<@Nullable JsonNode> lines = body.reports() == null ? List.of() : body.reports();
    if (lines.isEmpty() || lines.size() > MOST) {
      throw Refusals.badBody("bad-reports", "'reports' holds 1 to %d reports.".formatted(MOST));
    }
    List<Result> results = new ArrayList<>();
    boolean away = false;
    for (JsonNode line : lines) {
      Result result = away ? Result.of(text(line, "task_id"), Refusals.databaseDown()) : say(line);
      away |= result.httpStatus() == 503;
      results.add(result);
    }
    return new Results(results);
  }

  private Result say(@Nullable JsonNode line) {
    String task = text(line, "task_id");
    if (line == null) {
      return Result.of(null, Refusals.badBody("bad-field", "A report must be an object."));
    }
    try {
      return Result.of(
          desk.say(
              Message.of(id(task), text(line, "word"), text(line, "token"), Json.write(line))));
    } catch (Refusal refusal) {
      return Result.of(task, refusal);
    } catch (DataAccessException | dev.meanwhile.engine.store.StoreFailed failure) {
      return Result.of(task, Refusals.databaseDown());
    }
  }

  private static @Nullable String text(@Nullable JsonNode line, String name) {
    JsonNode value = line == null || !line.isObject() ? null : line.get(name);
    return value != null && value.isString() ? value.asString() : null;
  }

  private static UUID id(@Nullable String task) {
    try {
      return UUID.fromString(task == null ? "" : task);
    } catch (IllegalArgumentException wrong) {
      throw Refusals.badBody("bad-field", "'task_id' must be the id of a task.");
    }
  }
}
