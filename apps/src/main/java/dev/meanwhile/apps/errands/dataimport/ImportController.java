package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.target.Field;
import dev.meanwhile.apps.errands.dataimport.target.ImportTarget;
import dev.meanwhile.apps.errands.dataimport.target.Targets;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What can be filled, how far an import has come, and what it has written.
@RestController
class ImportController {
  private static final int MOST_ROWS = 200;

  private final Targets targets;
  private final VisibleImports imports;

  ImportController(Targets targets, VisibleImports imports) {
    this.targets = targets;
    this.imports = imports;
  }

  @GetMapping("/api/imports/targets")
  List<TargetJson> targets() {
    return targets.all().stream().map(TargetJson::of).toList();
  }

  @GetMapping("/api/imports/{id}")
  StateJson state(@PathVariable UUID id, Caller caller) {
    var task = imports.task(id, caller);
    ImportState state = imports.state(id, caller);
    if (state == null) {
      throw Refusals.notFound("The import");
    }
    return new StateJson(
        id,
        state.target(),
        state.columns(),
        state.total(),
        state.done(),
        state.imported(),
        state.skipped(),
        Sentences.standing(state, task.ended()));
  }

  @GetMapping("/api/imports/{id}/rows")
  RowsJson rows(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(defaultValue = "0") long after,
      Caller caller) {
    if (limit < 1 || limit > MOST_ROWS) {
      throw Refusals.badParameter("?limit", "The limit must lie between 1 and 200.");
    }
    ImportState state = imports.state(id, caller);
    ImportTarget target = state == null ? null : targets.find(state.target());
    if (target == null) {
      return new RowsJson(List.of(), null);
    }
    var rows = target.rows(id, after, limit);
    Long next = rows.size() < limit ? null : (Long) rows.getLast().get("line");
    return new RowsJson(rows, next);
  }

  record StateJson(
      UUID taskId,
      String target,
      List<String> columns,
      @Nullable Long total,
      long done,
      long imported,
      long skipped,
      String sentence) {}

  record RowsJson(List<Map<String, @Nullable Object>> items, @Nullable Long nextAfter) {}

  record TargetJson(String name, String title, List<FieldJson> fields) {
    static TargetJson of(ImportTarget target) {
      return new TargetJson(
          target.name(), target.title(), target.fields().stream().map(FieldJson::of).toList());
    }
  }

  record FieldJson(String name, String title, boolean required, List<String> aliases) {
    static FieldJson of(Field field) {
      return new FieldJson(field.name(), field.title(), field.required(), field.aliases());
    }
  }
}
