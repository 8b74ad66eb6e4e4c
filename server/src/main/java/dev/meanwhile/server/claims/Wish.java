package dev.meanwhile.server.claims;

import dev.meanwhile.engine.Pulls.Ask;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusals;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a worker asks for, as it was sent.
///
/// @param types names of pulled types
/// @param worker what it is called in timelines; null takes the name of whoever the key belongs to
/// @param count how many tasks at most; null for one
/// @param waitSeconds how long to wait for the first; null for not at all
record Wish(
    @Nullable List<@Nullable String> types,
    @Nullable String worker,
    @Nullable Integer count,
    @Nullable Integer waitSeconds) {
  static final int MOST_TASKS = 100;
  static final int LONGEST_WAIT = 30;
  private static final int MOST_TYPES = 50;

  Ask ask(Caller caller) {
    List<String> names =
        types == null ? List.of() : types.stream().filter(Objects::nonNull).distinct().toList();
    if (names.isEmpty() || names.size() > MOST_TYPES) {
      throw wrong("/types", "'types' names 1 to %d task types.".formatted(MOST_TYPES));
    }
    int most = count == null ? 1 : count;
    if (most < 1 || most > MOST_TASKS) {
      throw wrong("/count", "'count' is a number from 1 to %d.".formatted(MOST_TASKS));
    }
    String name = worker == null ? caller.username() : worker;
    if (!name.matches("[\\p{Alnum}][\\p{Alnum}._:@-]{0,59}")) {
      throw wrong(
          "/worker",
          "'worker' is a name of at most 60 letters, digits and . _ : @ -, the first a letter or digit.");
    }
    return new Ask(name, names, most);
  }

  Duration patience() {
    int seconds = waitSeconds == null ? 0 : waitSeconds;
    if (seconds < 0 || seconds > LONGEST_WAIT) {
      throw wrong(
          "/wait_seconds", "'wait_seconds' is a number from 0 to %d.".formatted(LONGEST_WAIT));
    }
    return Duration.ofSeconds(seconds);
  }

  private static RuntimeException wrong(String pointer, String message) {
    return Refusals.badBody("bad-claim", message).error(pointer, "bad_value", message);
  }
}
