package dev.meanwhile.proof.resume;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which change may follow which. Written down here again, so that the engine does not check
/// itself.
final class Lawbook {
  private static final Set<String> BACK = Set.of("rescued", "released", "postponed");
  private static final Set<String> LAST = Set.of("completed", "failed", "timed_out", "cancelled");

  private Lawbook() {}

  /// Whether the task goes back to waiting with this change.
  static boolean givesBack(String type) {
    return BACK.contains(type);
  }

  /// What stands in the story against the law, in words.
  static List<String> breaches(List<Told> story) {
    var breaches = new ArrayList<String>();
    var state = "nothing";
    int attempt = 0;
    for (var event : story) {
      var next = next(state, event, attempt);
      if (next == null) {
        breaches.add(
            "%s of attempt %d in state %s".formatted(event.type(), event.attempt(), state));
      } else {
        state = next;
      }
      attempt = Math.max(attempt, event.attempt());
    }
    return breaches;
  }

  private static @Nullable String next(String state, Told event, int attempt) {
    var type = event.type();
    return switch (state) {
      case "nothing" -> type.equals("submitted") ? "waiting" : null;
      case "waiting" -> type.equals("claimed") && event.attempt() == attempt + 1 ? "running" : null;
      case "running" -> {
        if (event.attempt() != attempt) {
          yield null;
        }
        if (type.equals("reported")) {
          yield "running";
        }
        if (BACK.contains(type)) {
          yield "waiting";
        }
        yield LAST.contains(type) ? "ended" : null;
      }
      default -> null;
    };
  }
}
