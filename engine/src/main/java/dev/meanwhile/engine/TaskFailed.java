package dev.meanwhile.engine;

/// Thrown by a handler, however deep, to end the attempt with these three sentences.
public final class TaskFailed extends RuntimeException {
  private final transient Outcome.Failed outcome;

  public TaskFailed(Outcome.Failed outcome) {
    super("%s: %s %s".formatted(outcome.what(), outcome.why(), outcome.advice()));
    this.outcome = outcome;
  }

  /// A failure that trying again will not mend.
  public static TaskFailed forGood(String what, String why, String advice, String code) {
    return new TaskFailed(Outcome.failed(what, why, advice, code));
  }

  /// A failure that may go away.
  public static TaskFailed forNow(String what, String why, String advice, String code) {
    return new TaskFailed(Outcome.failedForNow(what, why, advice, code));
  }

  public Outcome.Failed outcome() {
    return outcome;
  }
}
