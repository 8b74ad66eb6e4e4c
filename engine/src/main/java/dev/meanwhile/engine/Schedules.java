package dev.meanwhile.engine;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The schedules of all nodes: one of them submits each task, exactly once. Runs that were missed
/// because no node was running are made up for by one. Safe for many threads.
public interface Schedules {

  /// Creates a schedule, or changes the one of this name; a pause stays. A run that is due stays
  /// due unless the times themselves change.
  ///
  /// @throws SubmissionRefused when the type of its task is unknown here
  Scheduled put(Schedule schedule);

  /// @return false when there is none of this name
  boolean remove(String name);

  @Nullable Scheduled find(String name);

  /// All of them, by name.
  List<Scheduled> all();

  /// Stops it until somebody resumes it. Tasks that it submitted before are left alone.
  ///
  /// @param actor who asks, for example `user:sandra`
  /// @return the schedule; null when there is none of this name
  @Nullable Scheduled pause(String name, String actor, String reason);

  /// Lets it go on with the next run; what it missed is not made up for.
  ///
  /// @return the schedule; null when there is none of this name
  @Nullable Scheduled resume(String name);

  /// Submits its task now, besides its usual runs, also while it is paused.
  ///
  /// @param request who asks, for the timeline of the task; only that and its audit entry count
  /// @return the task; null when there is no schedule of this name
  @Nullable UUID runNow(String name, ChangeRequest request);

  /// The same for whoever needs no more than a name.
  default @Nullable UUID runNow(String name, String actor) {
    return runNow(name, ChangeRequest.by(actor));
  }
}
