package dev.meanwhile.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The tasks: submit, find, change. Safe for many threads. Changes join the caller's transaction
/// when there is one ([CallerTransaction]).
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

  /// Submits a group with its parts, in one transaction. The group is completed when all parts are;
  /// it fails when one of them ended otherwise, after the last has ended. Cancelling it does not
  /// cancel its parts.
  ///
  /// @param group made by [TaskGroup#named]
  Submitted submitGroup(NewTask group, List<NewTask> parts);

  /// The tasks that are parts of another, oldest first; not those in the archive.
  ///
  /// @param after only those younger than this one; null for the first page
  List<Task> children(UUID parent, @Nullable UUID after, int limit);

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

  /// How many tasks there are of each of these words, each counted up to 10,000.
  ///
  /// @param visibleTo only tasks created by this user; null for all
  Map<TaskLabel, Long> labelCounts(@Nullable UUID visibleTo);

  /// What needs attention: for each type the sum of all causes, then each cause.
  ///
  /// @param visibleTo only tasks created by this user; null for all
  List<Failures> failures(@Nullable UUID visibleTo);

  /// The timeline of a task, oldest first, after a version.
  List<TaskEvent> events(UUID id, long afterVersion, int limit);

  /// Cancels a waiting or running task. A running handler is interrupted; what it still says is
  /// refused.
  ///
  /// @return the task, cancelled; null when there is none
  /// @throws ChangeRefused when it had ended
  @Nullable Task cancel(UUID id, ChangeRequest request);

  /// The same for whoever needs no more than a name.
  default @Nullable Task cancel(UUID id, String actor) {
    return cancel(id, ChangeRequest.by(actor));
  }

  /// Runs a failed, timed-out or dismissed task again, at once and with a fresh budget of retries.
  /// Two requests at once start one new attempt: the second is refused.
  ///
  /// @return the task, waiting; null when there is none
  /// @throws ChangeRefused when it has not failed, or is in another version than was expected
  @Nullable Task retry(UUID id, ChangeRequest request);

  /// The same for whoever needs no more than a name.
  default @Nullable Task retry(UUID id, String actor) {
    return retry(id, ChangeRequest.by(actor));
  }

  /// Sets a failed or timed-out task aside: it needs nobody's attention any more, and it is not
  /// tried again by itself.
  ///
  /// @return the task, dismissed; null when there is none
  /// @throws ChangeRefused when it has not failed, or is in another version than was expected
  @Nullable Task dismiss(UUID id, ChangeRequest request);

  /// Takes a dismissal back: the task needs attention again. It is not tried again by itself.
  ///
  /// @return the task; null when there is none
  /// @throws ChangeRefused when it is not dismissed, or is in another version than was expected
  @Nullable Task reinstate(UUID id, ChangeRequest request);

  /// Dismisses every task that needs attention at this moment. What fails meanwhile, or changes, is
  /// left alone. In blocks of 500, each in a transaction of its own unless the caller has one.
  ///
  /// @param user whose tasks; null for everybody's, also those that belong to nobody
  /// @return how many were dismissed
  int dismissAll(@Nullable UUID user, ChangeRequest request);

  /// How many tasks a change of many would take now.
  long count(BulkChange.Kind kind, BulkChange.Which which);

  /// Changes many tasks, as a task of its own that says how far it is: "Retrying 1,200 of 5,000
  /// tasks…". It goes on where it was when its node dies, and changes no task twice. What comes
  /// after this call is not meant.
  ///
  /// @return the task that does it; its output is `{"changed": 4990, "skipped": 10}`
  /// @throws SubmissionRefused when there are not as many tasks as expected, or more than the limit
  Submitted changeAll(BulkChange change);

  /// Does a completed, cancelled or archived task once more, as a new task with the same input that
  /// names the old one in `rerunOf`.
  ///
  /// @return the new task; null when there is no such old one
  /// @throws ChangeRefused when it has not ended, or has failed and is not archived: then it can be
  ///   tried again itself
  /// @throws SubmissionRefused when its type is not known any more
  @Nullable Submitted runAgain(UUID id, ChangeRequest request);

  /// Why a task does not run yet: one reason, in a sentence.
  ///
  /// @return null when it does not wait, or there is none
  default @Nullable WaitingReason waitingReason(UUID id) {
    return waitingReasons(List.of(id)).get(id);
  }

  /// The reasons of those of these tasks that wait, in one question to the database.
  Map<UUID, WaitingReason> waitingReasons(Collection<UUID> ids);

  /// Every known task type, by name.
  Map<String, TaskType<?>> types();
}
