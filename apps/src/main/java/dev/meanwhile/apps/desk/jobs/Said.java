package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How work ends that could not be done, or need not be.
final class Said {
  private Said() {}

  /// There was nothing to do, and nobody has to do anything about it.
  ///
  /// @param skipped a stable word for programs: `no_address`
  static Outcome.Completed nothing(String skipped, String sentence) {
    return Outcome.completed(Map.of("skipped", skipped), sentence);
  }

  /// What the task is about is not there.
  ///
  /// @param what what failed: "The drive times were not calculated"
  /// @param thing for example "client K0001234"
  static TaskFailed missing(String what, String thing) {
    return TaskFailed.forGood(
        what,
        "There is no " + thing,
        "Check the number the task was started with; trying again does not help.",
        "not_found");
  }

  /// The value, unless it is not there.
  static <T> T there(@Nullable T found, String what, String thing) {
    if (found == null) {
      throw missing(what, thing);
    }
    return found;
  }
}
