package dev.meanwhile.engine;

import org.jspecify.annotations.Nullable;

/// How long tasks usually take, measured on all nodes during the last two weeks. What has just run
/// is counted within half a minute.
public interface Estimates {

  /// How long one attempt that succeeds takes; null while too few have been measured.
  @Nullable Estimate of(String taskType);

  /// The same for one step of it.
  @Nullable Estimate of(String taskType, String step);
}
