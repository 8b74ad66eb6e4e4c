package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.store.ReportStore.Report;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What one running task has said and is not written yet. A sentence replaces the unwritten one
/// before it; a new step does not.
final class Voice {
  private static final Duration WHEN_LOCKED = Duration.ofMillis(20);
  private static final int MOST_WAITING = 200;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition silent = lock.newCondition();
  private final Deque<Report> waiting = new ArrayDeque<>();
  private long lastWrite = System.nanoTime() - TimeUnit.SECONDS.toNanos(10);
  private long notBefore = lastWrite;
  private boolean writing;
  private boolean hurried;

  /// @return whether the writer must look
  boolean add(Report report) {
    lock.lock();
    try {
      Report last = waiting.peekLast();
      boolean replaceable = last != null && !(writing && waiting.size() == 1);
      if (replaceable && (replaces(report, last) || waiting.size() >= MOST_WAITING)) {
        waiting.removeLast();
        waiting.addLast(merged(last, report));
        return false;
      }
      waiting.addLast(report);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The sentence that opens a step is always told.
  private static boolean replaces(Report next, Report last) {
    return next.step() == null && (last.step() == null || next.sentence() == null);
  }

  private static Report merged(Report old, Report fresh) {
    return new Report(
        fresh.taskId(),
        fresh.attempt(),
        fresh.step() == null ? old.step() : fresh.step(),
        fresh.sentence() == null ? old.sentence() : fresh.sentence(),
        fresh.done() == null ? old.done() : fresh.done(),
        fresh.total() == null ? old.total() : fresh.total());
  }

  /// The next report to write, if any; it stays until [#written].
  @Nullable Report peek() {
    lock.lock();
    try {
      writing = !waiting.isEmpty();
      return waiting.peekFirst();
    } finally {
      lock.unlock();
    }
  }

  Duration dueIn(Duration gap) {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        return Duration.ofSeconds(30);
      }
      boolean atOnce = hurried || waiting.size() > 1;
      long due = Math.max(notBefore, atOnce ? notBefore : lastWrite + gap.toNanos());
      return Duration.ofNanos(Math.max(0, due - System.nanoTime()));
    } finally {
      lock.unlock();
    }
  }

  /// @param accepted false when the row was locked at the moment, or is no longer ours
  void written(Report report, boolean accepted) {
    lock.lock();
    try {
      writing = false;
      if (accepted) {
        waiting.remove(report);
        lastWrite = System.nanoTime();
      } else {
        notBefore = System.nanoTime() + WHEN_LOCKED.toNanos();
      }
      if (waiting.isEmpty()) {
        silent.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  void hurry() {
    lock.lock();
    try {
      hurried = true;
    } finally {
      lock.unlock();
    }
  }

  void awaitSilence(Duration patience) throws InterruptedException {
    long nanos = patience.toNanos();
    lock.lock();
    try {
      while (!waiting.isEmpty() && nanos > 0) {
        nanos = silent.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }
}
