package dev.meanwhile.proof.pairs;

import dev.meanwhile.engine.TaskStatus;

/// One task as the rules see it: no database, no clock. Copied before it is changed.
final class Model {
  static final int MAX_RETRIES = 2;
  static final int CRASHES_ALLOWED = 3;

  /// What the record says; while a retry runs it still says that the task failed.
  TaskStatus record = TaskStatus.PENDING;

  boolean queued = true;
  boolean leased;
  boolean retrying;
  boolean due = true;
  boolean overdue;
  boolean orphan;
  boolean expired;
  boolean dismissed;
  boolean archived;
  int attempt;
  int retries;
  int crashes;
  int version = 1;

  Model copy() {
    var copy = new Model();
    copy.record = record;
    copy.queued = queued;
    copy.leased = leased;
    copy.retrying = retrying;
    copy.due = due;
    copy.overdue = overdue;
    copy.orphan = orphan;
    copy.expired = expired;
    copy.dismissed = dismissed;
    copy.archived = archived;
    copy.attempt = attempt;
    copy.retries = retries;
    copy.crashes = crashes;
    copy.version = version;
    return copy;
  }

  boolean failed() {
    return !leased && (record == TaskStatus.FAILED || record == TaskStatus.TIMEOUT);
  }

  TaskStatus status() {
    return leased ? TaskStatus.PROCESSING : record;
  }

  boolean needsAttention() {
    return failed() && !queued && !dismissed && !archived;
  }

  String label() {
    return switch (status()) {
      case PENDING -> "waiting";
      case PROCESSING -> "running";
      case COMPLETED -> "done";
      case CANCELLED -> "cancelled";
      case FAILED, TIMEOUT -> dismissed ? "dismissed" : retrying ? "will retry" : "needs attention";
    };
  }

  /// What somebody hears who asked for a change and is refused. The record knows nothing of what is
  /// archived; whoever asks is told by those who look there.
  String heard() {
    return archived ? "unknown" : label();
  }

  /// Whether the deed changes a task that stands like this.
  ///
  /// @param worker the attempt whose worker acts
  boolean allows(Deed deed, int worker) {
    boolean mine = leased && attempt == worker;
    return switch (deed) {
      case CLAIM, RETRY_BY_ITSELF -> queued && !leased && due && !expired;
      case REPORT, CHECKPOINT, COMPLETE, FAIL_FOR_NOW, FAIL, POSTPONE, RELEASE -> mine;
      case COMPLETE_LATE -> false;
      case TIME_OUT -> leased && overdue;
      case RESCUE -> leased && orphan;
      case RETRY -> failed() && !archived;
      case DISMISS -> failed() && !dismissed && !archived;
      case REINSTATE -> dismissed && !archived;
      case CANCEL -> leased || record == TaskStatus.PENDING;
      case EXPIRE -> queued && !leased && attempt == 0 && expired;
      case ARCHIVE -> !queued && !archived;
    };
  }

  /// The task after the deed, which it must allow.
  Model after(Deed deed) {
    var next = copy();
    next.version++;
    switch (deed) {
      case CLAIM, RETRY_BY_ITSELF -> {
        next.leased = true;
        next.attempt++;
        next.retries += retrying ? 1 : 0;
        next.retrying = false;
        next.overdue = false;
        next.orphan = false;
      }
      case REPORT, COMPLETE_LATE -> {}
      case CHECKPOINT -> {
        next.version--;
        next.crashes = 0;
      }
      case COMPLETE -> next.end(TaskStatus.COMPLETED);
      case FAIL -> next.end(TaskStatus.FAILED);
      case CANCEL, EXPIRE -> next.end(TaskStatus.CANCELLED);
      case FAIL_FOR_NOW -> next.fail(TaskStatus.FAILED);
      case TIME_OUT -> next.fail(TaskStatus.TIMEOUT);
      case POSTPONE -> next.wait(TaskStatus.PENDING, false);
      case RELEASE -> next.wait(TaskStatus.PENDING, true);
      case RESCUE -> {
        if (crashes + 1 >= CRASHES_ALLOWED) {
          next.end(TaskStatus.FAILED);
        } else {
          next.crashes++;
          next.wait(TaskStatus.PENDING, true);
        }
      }
      case RETRY -> {
        next.wait(TaskStatus.PENDING, true);
        next.retries = 0;
        next.crashes = 0;
        next.retrying = false;
        next.dismissed = false;
      }
      case DISMISS -> {
        next.end(record);
        next.dismissed = true;
      }
      case REINSTATE -> next.dismissed = false;
      case ARCHIVE -> {
        next.version--;
        next.archived = true;
      }
    }
    return next;
  }

  private void end(TaskStatus status) {
    record = status;
    queued = false;
    leased = false;
    retrying = false;
    expired = false;
  }

  private void fail(TaskStatus status) {
    if (retries < MAX_RETRIES) {
      wait(status, false);
      retrying = true;
    } else {
      end(status);
    }
  }

  private void wait(TaskStatus status, boolean now) {
    record = status;
    queued = true;
    leased = false;
    expired = false;
    due = now;
  }

  /// Whether the deed, done but not committed yet, keeps others from the queue row.
  boolean holdsQueue(Deed deed, int worker) {
    return queued && (deed.asked() || allows(deed, worker));
  }

  /// The same for the record.
  boolean holdsRecord(Deed deed, int worker) {
    boolean elsewhere =
        deed == Deed.CLAIM || deed == Deed.RETRY_BY_ITSELF || deed == Deed.CHECKPOINT;
    return !archived && (deed.asked() || (allows(deed, worker) && !elsewhere));
  }
}
