package dev.meanwhile.engine.lease;

import static java.util.Comparator.comparing;

import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Place;
import dev.meanwhile.engine.store.KeyedClaimStore;
import dev.meanwhile.engine.store.KeyedClaimStore.Due;
import dev.meanwhile.engine.store.KeyedClaimStore.Stretch;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Chooses among tasks that share limits by key. Usually the first in line will do. When a long row
/// of one busy key stands in front, it looks for the other keys by name, a few hundred at a time,
/// and further down the line for tasks without a key: with longer and longer strides, so that the
/// number of looks is bounded, and only while places are free.
final class Keys {
  private static final int FRONT = 1000;
  private static final int FIRST_STRIDE = 5000;
  private static final int LONGEST_STRIDE = 20_000;
  private static final int KEYS_AT_ONCE = 500;

  private final String type;
  private final int perKey;

  /// How far the search behind the front has come; it goes round, so nobody is forgotten.
  private Place searched = Place.FRONT;

  private int stride = FIRST_STRIDE;
  private String lastKey = "";

  Keys(Limits limits) {
    type = limits.taskType();
    perKey = Objects.requireNonNullElse(limits.atOncePerKey(), Integer.MAX_VALUE);
  }

  List<Lease> claim(Connection connection, long node, String actor, int wanted)
      throws SQLException {
    Map<String, Integer> running = KeyedClaimStore.running(connection, type);
    List<UUID> chosen = choose(connection, running, wanted);
    return chosen.isEmpty() ? List.of() : KeyedClaimStore.claim(connection, node, actor, chosen);
  }

  /// Whether the search behind the front is still under way.
  boolean searching() {
    return !searched.equals(Place.FRONT) || !lastKey.isEmpty();
  }

  private List<UUID> choose(Connection connection, Map<String, Integer> running, int wanted)
      throws SQLException {
    int most = Math.max(4 * wanted, 200);
    Set<String> full = full(running);
    Stretch front = KeyedClaimStore.stretch(connection, type, Place.FRONT, FRONT, most, full);
    Map<String, Integer> busy = new HashMap<>(running);
    Set<UUID> chosen = new LinkedHashSet<>();
    pick(front.due(), busy, wanted, perKey, chosen);
    if (chosen.size() < wanted && (front.end() != null || front.due().size() >= most)) {
      List<Due> others = new ArrayList<>(others(connection, wanted, full(busy)));
      others.addAll(furtherDown(connection, most));
      others.sort(comparing(Due::place));
      pick(others, busy, wanted, perKey, chosen);
    }
    return List.copyOf(chosen);
  }

  private Collection<Due> others(Connection connection, int wanted, Set<String> full)
      throws SQLException {
    List<String> visited = new ArrayList<>();
    int each = Math.min(perKey, wanted);
    List<Due> due =
        KeyedClaimStore.jump(connection, type, lastKey, KEYS_AT_ONCE, each, full, visited);
    lastKey = visited.size() < KEYS_AT_ONCE ? "" : visited.getLast();
    return due;
  }

  private Collection<Due> furtherDown(Connection connection, int most) throws SQLException {
    Stretch stretch = KeyedClaimStore.keyless(connection, type, searched, stride, most);
    Place end = stretch.end();
    if (stretch.due().size() >= most) {
      end = stretch.due().getLast().place();
    }
    boolean goesOn = end != null && stretch.due().isEmpty();
    stride = goesOn ? Math.min(2 * stride, LONGEST_STRIDE) : FIRST_STRIDE;
    searched = end == null ? Place.FRONT : end;
    return stretch.due();
  }

  private Set<String> full(Map<String, Integer> running) {
    Set<String> full = new LinkedHashSet<>();
    running.forEach((key, tasks) -> {
      if (tasks >= perKey) {
        full.add(key);
      }
    });
    return full;
  }

  /// Takes from the front what no key forbids.
  ///
  /// @param busy how many of each key run; counts on
  static void pick(
      Collection<Due> due, Map<String, Integer> busy, int wanted, int perKey, Set<UUID> chosen) {
    for (Due task : due) {
      if (chosen.size() >= wanted) {
        return;
      }
      String key = task.key();
      boolean free = key == null || busy.getOrDefault(key, 0) < perKey;
      if (free && chosen.add(task.place().taskId()) && key != null) {
        busy.merge(key, 1, Integer::sum);
      }
    }
  }
}
