package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Place;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/// The lines of waiting tasks, one for each type, as one node sees them: shares the node's free
/// places among them, so that a long line never keeps a short one waiting.
final class Lines {
  /// More in one statement is no faster.
  private static final int LARGEST_CLAIM = 512;

  /// How long a line is entered where the last claim left it. What was committed late, or is more
  /// urgent, stands before that place and waits at most so long.
  private static final long MEMORY_NANOS = 250_000_000;

  private static final class Line {
    /// Whether the last claim got all it asked for: there is probably more.
    private boolean crowded;

    private Place behind = Place.FRONT;
    private long since;
  }

  private final Collection<String> types;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int turn;

  /// @param types may become more while it is used
  Lines(Collection<String> types) {
    this.types = types;
  }

  /// What to claim of types that have places of their own.
  ///
  /// @param free how many a type has left
  List<Quota> ownQuotas(ToIntFunction<String> free, long now, Predicate<String> open) {
    List<Quota> quotas = new ArrayList<>();
    for (String type : types) {
      int places = free.applyAsInt(type);
      if (places > 0 && open.test(type)) {
        quotas.add(new Quota(type, Math.min(places, LARGEST_CLAIM), behind(line(type), now)));
      }
    }
    return quotas;
  }

  /// What to claim with so many free places. Long lines share what the others leave.
  ///
  /// @param open whether tasks of a type may be started now
  List<Quota> quotas(int free, long now, Predicate<String> open) {
    List<String> types = new ArrayList<>(this.types.stream().filter(open).toList());
    if (types.isEmpty()) {
      return List.of();
    }
    Collections.rotate(types, -(turn++ % types.size()));
    int places = Math.min(free, LARGEST_CLAIM);
    long longOnes = types.stream().filter(type -> line(type).crowded).count();
    int sharing = (int) (longOnes == 0 ? types.size() : longOnes);
    int one = longOnes == 0 ? 0 : Math.min(1, places / types.size());
    int share = Math.max(1, (places - one * (types.size() - sharing)) / sharing);
    List<Quota> quotas = new ArrayList<>(types.size());
    for (String type : types) {
      Line line = line(type);
      int wanted = Math.min(places, longOnes == 0 || line.crowded ? share : one);
      if (wanted > 0) {
        places -= wanted;
        quotas.add(new Quota(type, wanted, behind(line, now)));
      }
    }
    return quotas;
  }

  private static Place behind(Line line, long now) {
    if (now - line.since > MEMORY_NANOS) {
      line.behind = Place.FRONT;
      line.since = now;
    }
    return line.behind;
  }

  /// Remembers what a claim brought.
  ///
  /// @return whether there is probably more to claim
  boolean claimed(List<Quota> quotas, List<Lease> leases) {
    boolean more = false;
    for (Quota quota : quotas) {
      Line line = line(quota.taskType());
      List<Lease> mine =
          leases.stream().filter(lease -> lease.taskType().equals(quota.taskType())).toList();
      boolean full = mine.size() >= quota.tasks();
      line.crowded = full || !quota.behind().equals(Place.FRONT);
      // A claim at the same time may have come further.
      line.behind =
          full
              ? Stream.concat(Stream.of(line.behind), mine.stream().map(Lease::place))
                  .max(Place::compareTo)
                  .orElse(Place.FRONT)
              : Place.FRONT;
      more |= line.crowded;
    }
    return more;
  }

  private Line line(String type) {
    return lines.computeIfAbsent(type, _ -> new Line());
  }
}
