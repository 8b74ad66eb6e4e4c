package dev.meanwhile.engine.live;

import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.store.SignalStore;
import dev.meanwhile.engine.store.Wire;
import java.time.Duration;

/// Tells other nodes the news, after the commit and on a connection of its own, at most once in a
/// few milliseconds. A NOTIFY inside each submitting transaction would cost three quarters of the
/// throughput: its commits can no longer share a flush.
public final class Notifier implements Turn {
  private static final Duration LEAST_GAP = Duration.ofMillis(5);
  private static final Duration REST = Duration.ofSeconds(30);

  private final News news;
  private final Wire wire;
  private final String self;
  private long last = System.nanoTime() - LEAST_GAP.toNanos();

  public Notifier(News news, Wire wire, String self) {
    this.news = news;
    this.wire = wire;
    this.self = self;
  }

  /// Wakes this loop whenever the node itself has news.
  public void attach(Runnable wake) {
    news.whenLocal(wake);
  }

  @Override
  public Duration take() throws Exception {
    Duration since = Duration.ofNanos(System.nanoTime() - last);
    if (since.compareTo(LEAST_GAP) < 0) {
      return LEAST_GAP.minus(since);
    }
    String kinds = news.takeForOthers();
    if (kinds.isEmpty()) {
      return REST;
    }
    wire.run(c -> SignalStore.tell(c, self, kinds));
    last = System.nanoTime();
    return LEAST_GAP;
  }
}
