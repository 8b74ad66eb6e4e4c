package dev.meanwhile.engine;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which tasks to list, newest first.
///
/// @param statuses any of these; empty for all
/// @param taskTypes any of these; empty for all
/// @param entityType only tasks about this kind of thing; null for all
/// @param entityId only tasks about this thing; null for all
/// @param text looked for in the entity's label and id and in the sentence; null for all
/// @param visibleTo only tasks created by this user; null for all
/// @param before only tasks older than this one; null for the newest
/// @param limit at most this many
/// @param label only tasks that people call so, those in the archive left out; null for all
public record TaskQuery(
    Set<TaskStatus> statuses,
    Set<String> taskTypes,
    @Nullable String entityType,
    @Nullable String entityId,
    @Nullable String text,
    @Nullable UUID visibleTo,
    @Nullable UUID before,
    int limit,
    @Nullable TaskLabel label) {

  public TaskQuery {
    statuses = Set.copyOf(statuses);
    taskTypes = Set.copyOf(taskTypes);
  }

  /// Without a label.
  public TaskQuery(
      Set<TaskStatus> statuses,
      Set<String> taskTypes,
      @Nullable String entityType,
      @Nullable String entityId,
      @Nullable String text,
      @Nullable UUID visibleTo,
      @Nullable UUID before,
      int limit) {
    this(statuses, taskTypes, entityType, entityId, text, visibleTo, before, limit, null);
  }

  /// Only tasks that people call so.
  public TaskQuery labelled(@Nullable TaskLabel word) {
    return new TaskQuery(
        statuses, taskTypes, entityType, entityId, text, visibleTo, before, limit, word);
  }

  public static TaskQuery newest(int limit) {
    return new TaskQuery(Set.of(), Set.of(), null, null, null, null, null, limit);
  }
}
