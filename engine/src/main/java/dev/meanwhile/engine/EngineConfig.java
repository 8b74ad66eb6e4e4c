package dev.meanwhile.engine;

import java.time.Duration;

/// How a node works.
///
/// @param node its name in timelines
/// @param concurrency how many tasks it runs at once
/// @param lease how long its tasks stay its own without a sign of life; a dead node's tasks start
///   again after this
/// @param poll how often it looks for work when nobody woke it
/// @param grace how long [Engine#close] waits for running tasks before it hands them back
public record EngineConfig(
    String node, int concurrency, Duration lease, Duration poll, Duration grace) {

  public EngineConfig {
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "A node runs at least one task at once, not " + concurrency + ".");
    }
    if (lease.compareTo(Duration.ofSeconds(2)) < 0) {
      throw new IllegalArgumentException(
          "A lease of " + lease + " is too short: at least 2 seconds.");
    }
  }

  public static EngineConfig defaults() {
    return new EngineConfig(
        "node", 100, Duration.ofSeconds(10), Duration.ofMillis(500), Duration.ofSeconds(20));
  }

  public EngineConfig node(String name) {
    return new EngineConfig(name, concurrency, lease, poll, grace);
  }

  public EngineConfig concurrency(int tasks) {
    return new EngineConfig(node, tasks, lease, poll, grace);
  }

  public EngineConfig lease(Duration length) {
    return new EngineConfig(node, concurrency, length, poll, grace);
  }

  public EngineConfig poll(Duration pause) {
    return new EngineConfig(node, concurrency, lease, pause, grace);
  }

  public EngineConfig grace(Duration patience) {
    return new EngineConfig(node, concurrency, lease, poll, patience);
  }
}
