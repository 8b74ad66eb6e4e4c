package dev.meanwhile.server.live;

import dev.meanwhile.server.access.Credential;
import dev.meanwhile.server.access.Presence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Ends the streams of those who are signed in no more. One look at the database serves all streams
/// of a node; while there are none, nobody looks.
@Component
final class SessionWatch implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
  private static final long PERIOD_MS = 2_000;

  private final Presence presence;
  private final Map<Credential, Set<Consumer<String>>> watched = new HashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;

  SessionWatch(Presence presence) {
    this.presence = presence;
  }

  /// Calls the action with the reason, from then on every two seconds, when what was shown holds no
  /// more.
  ///
  /// @return what ends the watching
  Runnable watch(Credential shown, Consumer<String> onEnd) {
    if (shown.kind() == Credential.Kind.DEMO) {
      return () -> {};
    }
    synchronized (watched) {
      if (watched.isEmpty()) {
        wake.release();
      }
      watched.computeIfAbsent(shown, _ -> new HashSet<>()).add(onEnd);
    }
    return () -> {
      synchronized (watched) {
        Set<Consumer<String>> others = watched.get(shown);
        if (others != null && others.remove(onEnd) && others.isEmpty()) {
          watched.remove(shown);
        }
      }
    };
  }

  private void look() {
    while (running) {
      try {
        if (all().isEmpty()) {
          wake.acquire();
        } else if (!wake.tryAcquire(PERIOD_MS, TimeUnit.MILLISECONDS)) {
          end();
        }
      } catch (InterruptedException _) {
        return;
      } catch (RuntimeException e) {
        LOG.warn("Nobody could be signed out from the live stream ({})", e.toString());
      }
    }
  }

  private void end() {
    presence
        .ended(all())
        .forEach((gone, why) -> {
          Set<Consumer<String>> streams;
          synchronized (watched) {
            streams = Set.copyOf(watched.getOrDefault(gone, Set.of()));
          }
          streams.forEach(stream -> stream.accept(why));
        });
  }

  private Set<Credential> all() {
    synchronized (watched) {
      return Set.copyOf(watched.keySet());
    }
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("session-watch").start(this::look);
  }

  @Override
  public void stop() {
    running = false;
    wake.release();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
