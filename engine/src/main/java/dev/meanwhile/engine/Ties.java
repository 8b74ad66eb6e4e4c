package dev.meanwhile.engine;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What ties a new task to other tasks: those it waits for, and those it replaces.
///
/// @param after tasks it waits for
/// @param afterNew tasks it waits for that are submitted in the same call
/// @param whatever it starts however those end
/// @param quiet it replaces an older waiting task of its kind, and starts so long after the last
///   one; null when it replaces none
/// @param kind what makes tasks of its type one kind; null for the entity
public record Ties(
    List<UUID> after,
    List<NewTask> afterNew,
    boolean whatever,
    @Nullable Duration quiet,
    @Nullable String kind) {
  static final Ties NONE = new Ties(List.of(), List.of(), false, null, null);

  Ties after(UUID... others) {
    return new Ties(joined(after, List.of(others)), afterNew, whatever, quiet, kind);
  }

  Ties after(NewTask... others) {
    return new Ties(after, joined(afterNew, List.of(others)), whatever, quiet, kind);
  }

  Ties whateverHappens() {
    return new Ties(after, afterNew, true, quiet, kind);
  }

  Ties newest(@Nullable String of, Duration pause) {
    if (pause.isNegative()) {
      throw new IllegalArgumentException("A pause of " + pause + " is less than nothing.");
    }
    return new Ties(after, afterNew, whatever, pause, of);
  }

  /// Whether it waits for any.
  public boolean waits() {
    return !after.isEmpty() || !afterNew.isEmpty();
  }

  /// Whether it has nothing to do with other tasks, like most.
  public boolean none() {
    return quiet == null && !waits();
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }
}
