package dev.meanwhile.engine.live;

import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.SignalStore;
import java.time.Duration;
import javax.sql.DataSource;

/// Hears the news of other nodes. A connection that died in silence is noticed by asking it now and
/// then.
public final class Listener implements Turn, AutoCloseable {
  private final News news;
  private final SignalStore.Ear ear;
  private final String self;

  public Listener(News news, DataSource database, String self) {
    this.news = news;
    this.ear = new SignalStore.Ear(database);
    this.self = self;
  }

  @Override
  public Duration take() throws Exception {
    for (SignalStore.Signal signal : ear.hear()) {
      if (signal.from().equals(self)) {
        continue;
      }
      if (signal.kinds().contains("t")) {
        news.tasksElsewhere();
      }
      if (signal.kinds().contains("e")) {
        news.eventsElsewhere();
      }
      if (signal.kinds().contains("s")) {
        news.slotsElsewhere();
      }
      if (signal.kinds().contains("o")) {
        news.outagesElsewhere();
      }
    }
    return Duration.ZERO;
  }

  @Override
  public void close() {
    ear.close();
  }
}
