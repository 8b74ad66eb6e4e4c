package dev.meanwhile.engine;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// What a running handler may do besides its work: say how it goes, remember what is done, notice
/// that it should stop.
///
/// Every write carries the attempt. When somebody else has settled the task meanwhile (cancelled,
/// timed out, rescued), the next fenced call throws [StaleAttempt] and the thread is interrupted;
/// let both pass through.
public interface Work {

  UUID taskId();

  /// 1 for the first try; never reused.
  int attempt();

  @Nullable Entity entity();

  /// The user on whose behalf the task runs; null for the system itself.
  @Nullable UUID createdBy();

  /// A key for partners' APIs, stable over all attempts of this task.
  String idempotencyKey();

  /// Tells people how it goes, in one sentence. Cheap: at most five a second are written, the last
  /// one always.
  void say(String sentence, Object... arguments);

  /// Says how far it is; `total` is null while it is not known.
  void progress(long done, @Nullable Long total);

  /// Does one step of the work, once: the sentence is shown, the result is stored, and a later
  /// attempt gets the stored result instead of doing it again.
  ///
  /// @param name the `current_step`, unique within the task
  /// @throws StaleAttempt when the task is no longer ours
  <T> T step(String name, String sentence, Class<T> type, Callable<T> body) throws Exception;

  /// A step without a result, done again by a later attempt: it only names what is going on.
  void step(String name, String sentence);

  /// Does a part of the work that needs a service, for handlers of which only some steps do. While
  /// the service is away the part is not begun and the task waits; how it ends is evidence for or
  /// against the service. Wrap the call itself, a [#step] as well.
  ///
  /// @param dependency the service's name, see [TaskType#needs]
  /// @throws DependencyAway when the service is away: let it pass through
  <T> T needing(String dependency, Callable<T> body) throws Exception;

  /// What [#checkpoint] stored under this name, by whichever attempt; null when nothing was.
  <T> @Nullable T recall(String name, Class<T> type);

  /// Commits the handler's own rows and a new checkpoint together, or neither: the way to do long
  /// work in blocks, each exactly once. Also proves that the task moves on: a later crash counts as
  /// the first again.
  ///
  /// @param state written as it is after the body has run
  /// @throws StaleAttempt when the task is no longer ours; nothing is written then
  void checkpoint(String name, Object state, InTransaction body) throws Exception;

  /// Submits tasks that are parts of this one, once: a later attempt gets the same ids. They are
  /// there together with this fact, or not at all.
  ///
  /// @param name of the checkpoint, unique within the task
  /// @throws StaleAttempt when the task is no longer ours; nothing is submitted then
  List<UUID> fanOut(String name, List<NewTask> parts) throws Exception;

  /// Completes the task and commits the handler's own rows in one transaction: exactly once.
  ///
  /// @return what the handler must return
  /// @throws StaleAttempt when the task is no longer ours; nothing is written then
  Outcome inTransaction(Completing body) throws Exception;

  /// Whether the task was cancelled, timed out or taken over: stop soon.
  boolean cancelled();

  /// How much time is left before the attempt times out.
  Duration remaining();

  /// Work on the handler's own tables; the connection commits and closes by itself.
  @FunctionalInterface
  interface InTransaction {
    void run(Connection connection) throws Exception;
  }

  /// Work on the handler's own tables that ends the task.
  @FunctionalInterface
  interface Completing {
    Outcome.Completed run(Connection connection) throws Exception;
  }
}
