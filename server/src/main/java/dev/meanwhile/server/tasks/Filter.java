package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.TaskLabel;
import dev.meanwhile.engine.TaskQuery;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which tasks a list shall show, as the address says it.
record Filter(
    Set<TaskStatus> statuses,
    Set<String> types,
    @Nullable TaskLabel label,
    @Nullable String entityType,
    @Nullable String entityId,
    @Nullable String text) {
  private static final int LONGEST_TEXT = 200;
  private static final int MOST_TYPES = 100;

  static Filter of(
      List<String> statuses,
      List<String> types,
      @Nullable String label,
      @Nullable String entity,
      @Nullable String text) {
    if (text != null && text.length() > LONGEST_TEXT) {
      throw Refusals.badParameter("?q", "'q' has at most %d characters.".formatted(LONGEST_TEXT));
    }
    if (types.size() > MOST_TYPES) {
      throw Refusals.badParameter(
          "?type", "'type' is given at most %d times.".formatted(MOST_TYPES));
    }
    int colon = entity == null ? -1 : entity.indexOf(':');
    if (entity != null && (colon == 0 || colon == entity.length() - 1)) {
      throw Refusals.badParameter("?entity", "An entity is written TYPE:ID, or just TYPE.");
    }
    return new Filter(
        statuses.stream().map(Filter::status).collect(Collectors.toCollection(LinkedHashSet::new)),
        new LinkedHashSet<>(types),
        Labels.read(label),
        entity == null || colon < 0 ? blankToNull(entity) : entity.substring(0, colon),
        entity == null || colon < 0 ? null : entity.substring(colon + 1),
        blankToNull(text));
  }

  /// @param mine whether only the caller's own are wanted
  TaskQuery query(Caller caller, boolean mine, @Nullable String cursor, int limit) {
    return new TaskQuery(
            statuses,
            types,
            entityType,
            entityId,
            text,
            mine ? caller.id() : caller.visibleTo(),
            PageCursor.read(cursor),
            limit)
        .labelled(label);
  }

  private static TaskStatus status(String word) {
    try {
      return TaskStatus.of(word);
    } catch (IllegalArgumentException _) {
      throw Refusals.badParameter(
          "?status",
          "There is no such status; use one of: %s."
              .formatted(
                  Arrays.stream(TaskStatus.values())
                      .map(TaskStatus::text)
                      .collect(Collectors.joining(", "))));
    }
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}
