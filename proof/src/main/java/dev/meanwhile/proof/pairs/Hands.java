package dev.meanwhile.proof.pairs;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.lifecycle.Transition;
import dev.meanwhile.engine.store.ChangeStore;
import dev.meanwhile.engine.store.ClaimStore;
import dev.meanwhile.engine.store.ExpiryStore;
import dev.meanwhile.engine.store.NodeStore;
import dev.meanwhile.engine.store.NodeStore.Orphan;
import dev.meanwhile.engine.store.ReportStore;
import dev.meanwhile.engine.store.SettleStore;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import dev.meanwhile.engine.store.StepStore;
import dev.meanwhile.engine.store.SubmitStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Does to a task in the database what a node or a person does, with the engine's own statements.
final class Hands {
  static final String TYPE = "pair";
  private static final RetryPolicy PATIENT =
      new RetryPolicy(Model.MAX_RETRIES, Duration.ofHours(1), Duration.ofHours(1), 0);
  private static final ChangeRequest REQUEST =
      ChangeRequest.by(new UUID(0, 1), "user:sandra").because("A proof.");

  /// What came of a deed.
  ///
  /// @param label where the task stood, when whoever asked is told
  record Said(boolean changed, @Nullable String label) {}

  private Hands() {}

  static UUID submit(Connection connection) throws SQLException {
    return SubmitStore.insert(
            connection,
            List.of(new SubmitStore.Entry(NewTask.of(TYPE, "{}"), Model.MAX_RETRIES, 60)))
        .getFirst()
        .id();
  }

  /// @param worker what the worker knows: the task as it was when it was claimed
  static Said act(Connection connection, UUID task, Deed deed, Model worker) throws SQLException {
    return switch (deed) {
      case CLAIM, RETRY_BY_ITSELF -> said(claim(connection, task));
      case REPORT -> said(report(connection, task, worker.attempt));
      case CHECKPOINT -> said(StepStore.save(connection, task, worker.attempt, "block", "1"));
      case COMPLETE -> end(connection, task, worker.attempt, worker, Outcome.completed());
      case COMPLETE_LATE -> end(connection, task, worker.attempt - 1, worker, Outcome.completed());
      case FAIL_FOR_NOW ->
          end(
              connection,
              task,
              worker.attempt,
              worker,
              Outcome.failedForNow("It failed", "by chance", "Wait.", "chance"));
      case FAIL ->
          end(
              connection,
              task,
              worker.attempt,
              worker,
              Outcome.failed("It failed", "it had to", "Nothing helps.", "fate"));
      case POSTPONE ->
          end(
              connection,
              task,
              worker.attempt,
              worker,
              Outcome.postponed(Duration.ofHours(1), "Later…"));
      case RELEASE ->
          settle(
              connection,
              task,
              worker.attempt,
              Lifecycle.released("Its worker is being restarted.", Duration.ZERO, false));
      case TIME_OUT -> said(timeOut(connection, task));
      case RESCUE -> said(rescue(connection, task));
      case RETRY -> asked(ChangeStore.retry(connection, task, REQUEST, 60));
      case DISMISS -> asked(ChangeStore.dismiss(connection, task, REQUEST));
      case REINSTATE -> asked(ChangeStore.reinstate(connection, task, REQUEST));
      case CANCEL -> asked(ChangeStore.cancel(connection, task, REQUEST));
      case EXPIRE -> said(ExpiryStore.expire(connection, "Expired.").contains(task));
      case ARCHIVE -> said(PairStore.archive(connection, task));
    };
  }

  private static Said said(boolean changed) {
    return new Said(changed, null);
  }

  private static Said asked(ChangeStore.@Nullable Answer answer) {
    return answer == null ? new Said(false, "unknown") : new Said(answer.changed(), answer.label());
  }

  private static boolean claim(Connection connection, UUID task) throws SQLException {
    var quota = new ClaimStore.Quota(TYPE, 10, ClaimStore.Place.FRONT);
    return ClaimStore.claim(connection, PairStore.LIVE_NODE, "node:live", List.of(quota)).stream()
        .anyMatch(lease -> lease.taskId().equals(task));
  }

  private static boolean report(Connection connection, UUID task, int attempt) throws SQLException {
    var report = new ReportStore.Report(task, attempt, "working", "Working…", 1L, 2L);
    return ReportStore.write(connection, "node:live", List.of(report)).contains(task);
  }

  private static Said end(
      Connection connection, UUID task, int attempt, Model worker, Outcome outcome)
      throws SQLException {
    var standing = new Standing("Pair", worker.retries, Model.MAX_RETRIES, worker.crashes, PATIENT);
    return settle(connection, task, attempt, Lifecycle.after(standing, outcome, new Random(0)));
  }

  private static Said settle(Connection connection, UUID task, int attempt, Transition transition)
      throws SQLException {
    var settlement = new Settlement(task, attempt, "node:live", transition);
    return said(SettleStore.settle(connection, List.of(settlement)).contains(task));
  }

  private static boolean timeOut(Connection connection, UUID task) throws SQLException {
    return settleAll(
        connection,
        task,
        NodeStore.overdue(connection, Duration.ofDays(1)),
        late -> Lifecycle.timedOut(standing(late), late.timeoutSeconds(), new Random(0)),
        true);
  }

  static boolean rescue(Connection connection, UUID task) throws SQLException {
    return settleAll(
        connection,
        task,
        NodeStore.orphans(connection, PairStore.LIVE_NODE),
        orphan -> Lifecycle.rescued(standing(orphan)),
        false);
  }

  /// Writes a rescue for what was seen, whatever has happened since.
  static boolean rescueAsSeen(Connection connection, UUID task, Model seen) throws SQLException {
    var standing = new Standing("Pair", seen.retries, Model.MAX_RETRIES, seen.crashes, PATIENT);
    return settle(connection, task, seen.attempt, Lifecycle.rescued(standing)).changed();
  }

  private static boolean settleAll(
      Connection connection,
      UUID task,
      List<Orphan> seen,
      Function<Orphan, Transition> rule,
      boolean overdue)
      throws SQLException {
    var settlements =
        seen.stream()
            .map(one ->
                new Settlement(one.taskId(), one.attempt(), "system", rule.apply(one), overdue))
            .toList();
    return !settlements.isEmpty() && SettleStore.settle(connection, settlements).contains(task);
  }

  private static Standing standing(Orphan orphan) {
    return new Standing(
        "Pair", orphan.retryCount(), orphan.maxRetries(), orphan.crashCount(), PATIENT);
  }
}
