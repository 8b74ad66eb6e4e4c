package dev.meanwhile.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tasks: submit, find, cancel, retry. Safe for many threads.
public interface Tasks {

  /// Submits a task. In the caller's transaction when there is one ([CallerTransaction]); else it
  /// is committed, together with whatever others submit at this moment, before the call returns.
  ///
  /// @throws SubmissionRefused when the type is unknown, or the idempotency key was used for
  ///   something else
  Submitted submit(NewTask task);

  /// Submits tasks on the caller's connection: they exist when, and only when, the caller commits.
  /// Call [#wake] after the commit; without it they are found within a second.
  List<Submitted> submit(Connection connection, List<NewTask> tasks) throws SQLException;

  /// Submits many tasks at once, in one transaction of their own.
  List<Submitted> submitAll(List<NewTask> tasks);

  /// Says that tasks were committed on a connection of the caller's.
  void wake();

  /// The task, or null when there is none.
  @Nullable Task find(UUID id);

  /// The tasks of a query, newest first.
  List<Task> find(TaskQuery query);

  /// How many tasks stand where, each counted up to 10,000.
  ///
  /// @param visibleTo only tasks created by this user; null for all
  Map<TaskStatus, Long> counts(@Nullable UUID visibleTo);

  /// The timeline of a task, oldest first, after a version.
  List<TaskEvent> events(UUID id, long afterVersion, int limit);

  /// Cancels a waiting or running task. A running handler is interrupted; what it still says is
  /// refused.
  ///
  /// @param actor who asks, for the timeline
  /// @return the task, cancelled; null when there is none
  /// @throws ChangeRefused when it had ended
  @Nullable Task cancel(UUID id, String actor);

  /// Runs a failed or timed-out task again, at once and with a fresh budget of retries.
  ///
  /// @return the task, waiting; null when there is none
  /// @throws ChangeRefused when it has not failed
  @Nullable Task retry(UUID id, String actor);

  /// Every known task type, by name.
  Map<String, TaskType<?>> types();
}
