package dev.meanwhile.server.types;

import dev.meanwhile.engine.Pulls;
import dev.meanwhile.server.routes.Pull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Who asks for the tasks of a type, for those who look after it.
///
/// @param origins where each setting was written
/// @param problem what is wrong with the configuration since it was last changed
/// @param workers those who asked within the last week, the latest first
record PullJson(
    long leaseSeconds,
    @Nullable Integer concurrency,
    Map<String, String> origins,
    @Nullable String problem,
    List<Worker> workers) {

  /// @param holds how many tasks of the type it has now
  record Worker(String worker, Instant askedAt, int holds) {}

  static PullJson of(Pull pull, @Nullable String problem, List<Pulls.Seen> workers) {
    return new PullJson(
        pull.lease().toSeconds(),
        pull.concurrency(),
        new TreeMap<>(pull.origins()),
        problem,
        workers.stream().map(one -> new Worker(one.worker(), one.askedAt(), one.holds())).toList());
  }
}
