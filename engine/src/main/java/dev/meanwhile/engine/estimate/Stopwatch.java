package dev.meanwhile.engine.estimate;

import dev.meanwhile.engine.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Measures one attempt and its steps; what fails is not counted. For the one thread of a handler.
public final class Stopwatch {
  private final Measures measures;
  private final String taskType;
  private final long began = System.nanoTime();
  private @Nullable String step;
  private long stepBegan;

  public Stopwatch(Measures measures, String taskType) {
    this.measures = measures;
    this.taskType = taskType;
  }

  /// A step begins, and the one before has ended.
  public void step(String name) {
    stepEnded();
    step = name;
    stepBegan = System.nanoTime();
  }

  public void stepEnded() {
    if (step != null) {
      measures.add(taskType, step, Duration.ofNanos(System.nanoTime() - stepBegan));
      step = null;
    }
  }

  /// The handler has answered.
  public Outcome ended(Outcome outcome) {
    if (outcome instanceof Outcome.Completed || outcome instanceof Outcome.Settled) {
      stepEnded();
      measures.add(taskType, Measures.WHOLE, Duration.ofNanos(System.nanoTime() - began));
    }
    return outcome;
  }
}
