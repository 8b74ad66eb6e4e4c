package dev.meanwhile.engine.estimate;

import dev.meanwhile.engine.store.DurationStore.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/// What this node has measured and not written yet: one counter is raised for each measurement.
public final class Measures {
  /// The step of the whole attempt.
  public static final String WHOLE = "";

  /// A program that gives each row a step of its own must not fill the memory.
  private static final int MOST_STEPS = 50;

  private record Kind(String taskType, String step) {}

  private final Map<Kind, AtomicLongArray> counts = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> steps = new ConcurrentHashMap<>();

  public void add(String taskType, String step, Duration took) {
    add(taskType, step, Buckets.of(took), 1);
  }

  private void add(String taskType, String step, int bucket, long times) {
    Kind kind = new Kind(taskType, step);
    AtomicLongArray known = counts.get(kind);
    if (known == null && steps(taskType).getAndIncrement() <= MOST_STEPS) {
      known = counts.computeIfAbsent(kind, _ -> new AtomicLongArray(Buckets.COUNT));
    }
    if (known != null) {
      known.addAndGet(bucket, times);
    }
  }

  private AtomicInteger steps(String taskType) {
    return steps.computeIfAbsent(taskType, _ -> new AtomicInteger());
  }

  /// Takes everything out, in a fixed order: nodes that write at once do not wait in a circle.
  List<Count> take() {
    List<Count> taken = new ArrayList<>();
    counts.forEach((kind, buckets) -> {
      for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
        long times = buckets.getAndSet(bucket, 0);
        if (times > 0) {
          taken.add(new Count(kind.taskType(), kind.step(), bucket, times));
        }
      }
    });
    taken.sort(Count.ORDER);
    return taken;
  }

  /// Puts back what could not be written.
  void giveBack(List<Count> taken) {
    taken.forEach(one -> add(one.taskType(), one.step(), one.bucket(), one.times()));
  }
}
