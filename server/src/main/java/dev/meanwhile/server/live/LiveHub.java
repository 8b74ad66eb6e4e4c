package dev.meanwhile.server.live;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.EventFeed;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.server.problem.Refusals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Reads the log of events once per node and hands every event to the clients that may and want to
/// hear of it. While nobody listens, nothing is read.
@Component
public class LiveHub implements SmartInitializingSingleton, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(LiveHub.class);
  private static final int PAGE = 500;
  private static final long SHORTEST_REST_MS = 10;
  private static final long LONGEST_REST_MS = 1_000;
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final EventFeed feed;
  private final Semaphore news = new Semaphore(0);
  private final ReentrantLock lock = new ReentrantLock();
  private final Audience audience = new Audience();

  /// Null while nobody listens.
  private @Nullable Cursor position;

  private @Nullable AutoCloseable subscription;
  private volatile boolean running;
  private boolean stopped;

  LiveHub(EventFeed feed) {
    this.feed = feed;
  }

  /// Lets a client hear of every event after the position of the seat that is returned.
  Seat join(Topic topic, Client client) {
    var member = new Audience.Member(topic, client);
    Cursor now = asleep() ? feed.now() : null;
    while (true) {
      lock.lock();
      try {
        if (stopped) {
          throw Refusals.stopping();
        }
        position = position == null ? now : position;
        if (position != null) {
          audience.add(member);
          news.release();
          return new Seat(position, () -> leave(member));
        }
      } finally {
        lock.unlock();
      }
      // It fell asleep between the two looks.
      now = feed.now();
    }
  }

  boolean asleep() {
    lock.lock();
    try {
      return position == null;
    } finally {
      lock.unlock();
    }
  }

  /// How many clients hear of events here.
  int clients() {
    lock.lock();
    try {
      return audience.size();
    } finally {
      lock.unlock();
    }
  }

  private void leave(Audience.Member member) {
    lock.lock();
    try {
      audience.remove(member);
    } finally {
      lock.unlock();
    }
  }

  private void read() {
    long rest = SHORTEST_REST_MS;
    long lastHeard = System.nanoTime();
    boolean troubled = false;
    while (awake()) {
      try {
        if (troubled) {
          restart();
          troubled = false;
        }
        boolean found = drain();
        // An event that was announced may still hide behind somebody's open transaction: after
        // news, look again soon, then more and more seldom.
        rest = found ? SHORTEST_REST_MS : Math.min(rest * 2, LONGEST_REST_MS);
      } catch (RuntimeException e) {
        if (!troubled && running) {
          LOG.warn("The live stream waits: events cannot be read ({})", e.toString());
        }
        troubled = true;
        rest = LONGEST_REST_MS;
      }
      if (clients() > 0) {
        lastHeard = System.nanoTime();
      } else if (System.nanoTime() - lastHeard > LINGER.toNanos()) {
        fallAsleep();
        lastHeard = System.nanoTime();
      }
      try {
        if (news.tryAcquire(rest, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
          rest = SHORTEST_REST_MS;
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void fallAsleep() {
    lock.lock();
    try {
      if (audience.isEmpty()) {
        position = null;
      }
    } finally {
      lock.unlock();
    }
  }

  /// Waits, without a look at the database, until somebody listens.
  ///
  /// @return false when the hub has stopped
  private boolean awake() {
    while (running && asleep()) {
      news.acquireUninterruptibly();
    }
    return running;
  }

  /// Hands on all events there are.
  private boolean drain() {
    boolean found = false;
    List<TaskEvent> page;
    do {
      page = feed.after(at(), PAGE);
      hand(page);
      found |= !page.isEmpty();
    } while (page.size() == PAGE && running && clients() > 0);
    return found;
  }

  private void hand(List<TaskEvent> page) {
    var full = new ArrayList<Audience.Member>();
    lock.lock();
    try {
      for (TaskEvent event : page) {
        var change = new Change(event);
        audience.of(
            event,
            member -> {
              if (!member.client().offer(change)) {
                full.add(member);
              }
            });
        position = event.cursor();
      }
      full.forEach(audience::remove);
    } finally {
      lock.unlock();
    }
    full.forEach(member -> member.client().close());
  }

  /// After an outage the database may be another one; then nobody's position means anything.
  private void restart() {
    if (!feed.knows(at())) {
      Cursor now = feed.now();
      lock.lock();
      try {
        position = now;
      } finally {
        lock.unlock();
      }
      closeAll();
    }
  }

  private Cursor at() {
    lock.lock();
    try {
      if (position == null) {
        throw new IllegalStateException("The hub has not begun to read.");
      }
      return position;
    } finally {
      lock.unlock();
    }
  }

  private void closeAll() {
    List<Audience.Member> everybody;
    lock.lock();
    try {
      everybody = audience.everybody();
      everybody.forEach(audience::remove);
    } finally {
      lock.unlock();
    }
    everybody.forEach(member -> member.client().close());
  }

  /// Before the first request.
  @Override
  public void afterSingletonsInstantiated() {
    running = true;
    subscription =
        feed.onNews(() -> {
          if (news.availablePermits() == 0) {
            news.release();
          }
        });
    Thread.ofVirtual().name("live-hub").start(this::read);
  }

  @Override
  public void start() {}

  /// First of all, so that the web server need not wait for streams that never end.
  @Override
  public void stop() {
    lock.lock();
    try {
      stopped = true;
    } finally {
      lock.unlock();
    }
    closeAll();
    running = false;
    news.release();
    if (subscription != null) {
      try {
        subscription.close();
      } catch (Exception e) {
        LOG.debug("The subscription to news did not end cleanly", e);
      }
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// A place in the audience; closing it gives it up.
  ///
  /// @param position every event after it is offered
  record Seat(Cursor position, Runnable leaving) implements AutoCloseable {
    @Override
    public void close() {
      leaving.run();
    }
  }
}
