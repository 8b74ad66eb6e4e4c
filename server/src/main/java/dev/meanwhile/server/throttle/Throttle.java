package dev.meanwhile.server.throttle;

import dev.meanwhile.server.problem.Refusal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/// Lets somebody try a few times, then ever more slowly. Nobody is ever locked out for good.
@Component
public class Throttle {
  private static final int CLEAR_EVERY = 1_000;

  private final ThrottleStore store;
  private final AtomicInteger taken = new AtomicInteger();

  Throttle(ThrottleStore store) {
    this.store = store;
  }

  /// Takes one out of each bucket.
  ///
  /// @param buckets by their names
  /// @return what to call when the try was a good one and should not have counted
  /// @throws Refusal with 429 and the waiting time when one is empty
  public Runnable take(Map<String, Bucket> buckets) {
    int wait = 0;
    var full = new LinkedHashMap<String, Bucket>();
    for (var bucket : buckets.entrySet()) {
      int seconds = store.take(bucket.getKey(), bucket.getValue());
      if (seconds == 0) {
        full.put(bucket.getKey(), bucket.getValue());
      }
      wait = Math.max(wait, seconds);
    }
    if (taken.incrementAndGet() % CLEAR_EVERY == 0) {
      store.clear();
    }
    if (wait > 0) {
      throw refused(wait);
    }
    return () -> full.keySet().forEach(store::giveBack);
  }

  /// Takes one out of the bucket, if there is one.
  public boolean allows(String name, Bucket bucket) {
    return store.take(name, bucket) == 0;
  }

  private static Refusal refused(int seconds) {
    return new Refusal(
            429,
            "too-many-tries",
            "You were not let in.",
            "There were too many tries.",
            "Try again in %s.".formatted(words(seconds)))
        .retryAfter(seconds);
  }

  private static String words(int seconds) {
    return seconds < 90 ? seconds + " seconds" : (seconds + 59) / 60 + " minutes";
  }
}
