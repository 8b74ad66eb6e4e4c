package dev.meanwhile.engine;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The services that tasks need, and what happens while one is away. Safe for many threads; works
/// without a started [Engine].
public interface Outages {

  /// Every known dependency and how it stands, by name.
  List<DependencyHealth> list();

  /// How a dependency stands; null when there is none of that name.
  @Nullable DependencyHealth find(String dependency);

  /// Keeps a dependency back: the tasks that need it wait, and nothing probes it, until somebody
  /// resumes it.
  ///
  /// @param actor who asks, for the record: `user:ana`
  /// @param why people read it: "Maps outage"
  /// @return false when it was paused already; nothing is changed then
  /// @throws IllegalArgumentException when there is no such dependency, or no reason was given
  boolean pause(String dependency, String actor, String why);

  /// Ends a pause, or makes an outage be probed at once. One task goes first; when it gets its
  /// answer, the others follow at the dependency's pace.
  ///
  /// @return false when it is neither paused nor away; nothing is changed then
  /// @throws IllegalArgumentException when there is no such dependency, or no reason was given
  boolean resume(String dependency, String actor, String why);

  /// Starts no more tasks of this type until somebody resumes it; those that run go on.
  ///
  /// @return false when it was paused already; nothing is changed then
  /// @throws IllegalArgumentException when no node has announced such a type, or no reason was
  ///   given
  boolean pauseType(String taskType, String actor, String why);

  /// Starts tasks of this type again.
  ///
  /// @return false when it was not paused; nothing is changed then
  /// @throws IllegalArgumentException when no node has announced such a type, or no reason was
  ///   given
  boolean resumeType(String taskType, String actor, String why);

  /// The paused task types.
  Map<String, DependencyHealth.Pause> pausedTypes();

  /// The newest incidents, without their histories.
  List<Incident> incidents(int limit);

  /// An incident with its history; null when there is none.
  @Nullable Incident incident(long id);
}
