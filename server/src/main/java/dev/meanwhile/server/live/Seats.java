package dev.meanwhile.server.live;

import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.settings.Settings;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// How many streams each user and each network address has open on this node.
@Component
class Seats {
  private final Map<UUID, Integer> users = new ConcurrentHashMap<>();
  private final Map<String, Integer> addresses = new ConcurrentHashMap<>();
  private final Settings.Live limits;

  @Autowired
  Seats(Settings settings) {
    this(settings.live());
  }

  Seats(Settings.Live limits) {
    this.limits = limits;
  }

  /// Takes a seat.
  ///
  /// @return gives it back, however often it is called
  /// @throws Refusal when there are too many already
  Runnable take(UUID user, String address) {
    if (!add(users, user, limits.perUser())) {
      throw tooMany("You have %d live streams open.".formatted(limits.perUser()));
    }
    if (!add(addresses, address, limits.perAddress())) {
      remove(users, user);
      throw tooMany(
          "Your network address has %d live streams open.".formatted(limits.perAddress()));
    }
    var taken = new AtomicBoolean(true);
    return () -> {
      if (taken.compareAndSet(true, false)) {
        remove(users, user);
        remove(addresses, address);
      }
    };
  }

  /// How many streams are open.
  int taken() {
    return users.values().stream().mapToInt(Integer::intValue).sum();
  }

  private static <K> boolean add(Map<K, Integer> counts, K key, int limit) {
    var added = new AtomicBoolean();
    counts.compute(
        key,
        (_, count) -> {
          int before = count == null ? 0 : count;
          added.set(before < limit);
          return before < limit ? before + 1 : before;
        });
    return added.get();
  }

  private static <K> void remove(Map<K, Integer> counts, K key) {
    counts.computeIfPresent(key, (_, count) -> count == 1 ? null : count - 1);
  }

  private static Refusal tooMany(String detail) {
    return new Refusal(
            429,
            "too-many-streams",
            "The live stream was not opened.",
            detail,
            "Close some pages; all parts of a page can share one stream.")
        .retryAfter(10);
  }
}
