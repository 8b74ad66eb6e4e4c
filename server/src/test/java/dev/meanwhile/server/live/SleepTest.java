package dev.meanwhile.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.EventFeed;
import dev.meanwhile.engine.TaskEvent;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SleepTest {
  private final CountingFeed feed = new CountingFeed();
  private final LiveHub hub = new LiveHub(feed);

  @Test
  @Timeout(60)
  void a_hub_reads_only_while_somebody_listens() {
    hub.afterSingletonsInstantiated();
    try {
      try (var seat = hub.join(new Topic(Set.of(), Set.of(), null), new Deaf())) {
        assertThat(seat.position()).isEqualTo(feed.now());
        while (feed.reads.get() < 3) {
          Thread.onSpinWait();
        }
      }
      // Nobody listens: some seconds later it stops looking, whatever is announced.
      while (!hub.asleep()) {
        Thread.onSpinWait();
      }
      int before = feed.reads.get();
      feed.announce();
      feed.announce();
      assertThat(feed.reads).hasValue(before);

      feed.now = new Cursor(1, 9, 0);
      try (var seat = hub.join(Topic.task(new UUID(0, 1), null), new Deaf())) {
        assertThat(seat.position()).isEqualTo(new Cursor(1, 9, 0));
        while (feed.reads.get() == before) {
          Thread.onSpinWait();
        }
      }
    } finally {
      hub.stop();
    }
  }

  private static final class Deaf implements Client {
    @Override
    public boolean offer(Change change) {
      return true;
    }

    @Override
    public void close() {}
  }

  /// A log of events in which nothing ever happens.
  private static final class CountingFeed implements EventFeed {
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Cursor now = new Cursor(1, 5, 0);
    private volatile Runnable listener = () -> {};

    void announce() {
      listener.run();
    }

    @Override
    public Cursor now() {
      return now;
    }

    @Override
    public boolean knows(Cursor cursor) {
      return true;
    }

    @Override
    public List<TaskEvent> after(Cursor cursor, int limit) {
      reads.incrementAndGet();
      return List.of();
    }

    @Override
    public AutoCloseable onNews(Runnable callback) {
      listener = callback;
      return () -> {};
    }
  }
}
