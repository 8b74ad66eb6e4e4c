package dev.meanwhile.server.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What waits for one reader. A reader that lets it run full is cut off, and resumes from where it
/// was; memory stays flat and the others notice nothing.
final class Mailbox implements Client {
  private final int capacity;
  private final Runnable onClose;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final ArrayDeque<Change> changes = new ArrayDeque<>();
  private boolean shut;
  private boolean closed;

  /// @param onClose ends whatever the reader is stuck in
  Mailbox(int capacity, Runnable onClose) {
    this.capacity = capacity;
    this.onClose = onClose;
  }

  @Override
  public boolean offer(Change change) {
    lock.lock();
    try {
      if (changes.size() >= capacity) {
        // Closed at once: a change that found room again after this one would leave a gap.
        shut();
      }
      if (shut) {
        return false;
      }
      changes.add(change);
      news.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Everything that is there, waiting for the first a while.
  ///
  /// @return empty when nothing came in time; null when the box is closed
  @Nullable List<Change> take(Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (changes.isEmpty() && !shut && left > 0) {
        left = news.awaitNanos(left);
      }
      if (shut) {
        return null;
      }
      var taken = new ArrayList<>(changes);
      changes.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// Takes nothing more; its reader hears of it at its next look, and is not torn away.
  void end() {
    lock.lock();
    try {
      shut();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      shut();
    } finally {
      lock.unlock();
    }
    onClose.run();
  }

  private void shut() {
    shut = true;
    changes.clear();
    news.signalAll();
  }
}
