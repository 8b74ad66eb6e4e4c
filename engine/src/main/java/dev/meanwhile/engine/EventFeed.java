package dev.meanwhile.engine;

import java.util.List;

/// The log of all events, read in an order in which nothing is ever missed or seen twice.
public interface EventFeed {

  /// The position just after everything that is settled history now.
  Cursor now();

  /// Whether a position can be resumed from here: it names this database, is not from the future,
  /// and none of the events after it has moved to the archive.
  boolean knows(Cursor cursor);

  /// The next events after a position, at most `limit`; empty when there is nothing new yet.
  List<TaskEvent> after(Cursor cursor, int limit);

  /// Calls back soon after something was committed, on a thread that must not be blocked; at the
  /// latest every second.
  ///
  /// @return closes the subscription
  AutoCloseable onNews(Runnable callback);
}
