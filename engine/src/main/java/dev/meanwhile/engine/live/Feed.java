package dev.meanwhile.engine.live;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.EventFeed;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.store.EventStore;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.Wire;
import java.sql.SQLException;
import java.util.List;

/// The log of events as readers see it.
public final class Feed implements EventFeed {
  private final Wire wire;
  private final News news;
  private volatile long epoch;
  private volatile boolean epochKnown;

  public Feed(Wire wire, News news) {
    this.wire = wire;
    this.news = news;
  }

  /// What names the database cluster in a cursor.
  public long epoch() {
    if (!epochKnown) {
      epoch = call(EventStore::epoch);
      epochKnown = true;
    }
    return epoch;
  }

  @Override
  public Cursor now() {
    long here = epoch();
    return call(c -> EventStore.now(c, here));
  }

  @Override
  public boolean knows(Cursor cursor) {
    return cursor.epoch() == epoch()
        && cursor.compareTo(now()) <= 0
        && call(c -> EventStore.complete(c, cursor));
  }

  @Override
  public List<TaskEvent> after(Cursor cursor, int limit) {
    return call(c -> EventStore.after(c, cursor, limit));
  }

  @Override
  public AutoCloseable onNews(Runnable callback) {
    return news.whenEvents(callback);
  }

  private <T> T call(Wire.Job<T> job) {
    try {
      return wire.call(job);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
  }
}
