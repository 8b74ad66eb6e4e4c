package dev.meanwhile.engine;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How those who work outside our nodes say how it goes and how it ended: workflows that were
/// called ([Outcome.HandedOver]) and workers that asked ([Pulls]). Every word names the attempt;
/// what an attempt that is over says changes nothing.
public interface Outside {

  /// What somebody says of an attempt; a null leaves what is there.
  ///
  /// @param step the `current_step`
  /// @param sentence what people read
  /// @param total null while it is not known
  /// @param executionId what they call the run
  /// @param output results so far, a JSON object
  record Report(
      @Nullable String step,
      @Nullable String sentence,
      @Nullable Long done,
      @Nullable Long total,
      @Nullable String executionId,
      @Nullable String output) {}

  /// What became of what was said.
  enum Verdict {
    /// It counts.
    ACCEPTED,
    /// It was said before, and counted then.
    REPEATED,
    /// Another attempt has begun since.
    SUPERSEDED,
    /// The attempt is over.
    OVER,
    /// There is no such task, or it never came to that attempt.
    UNKNOWN
  }

  /// The verdict, and the task as it stands now.
  ///
  /// @param task null when there is none
  record Answer(Verdict verdict, @Nullable Task task) {}

  /// Tells people how it goes; a sign of life.
  ///
  /// @param actor who says it, as the timeline shows it
  Answer report(UUID task, int attempt, Report report, String actor);

  /// A sign of life and nothing else.
  Answer alive(UUID task, int attempt);

  /// The work is done.
  ///
  /// @param executionId what they call the run; null when they did not say
  Answer complete(
      UUID task, int attempt, Outcome.Completed done, @Nullable String executionId, String actor);

  /// The work failed; it is tried again by itself as its type says.
  ///
  /// @param executionId what they call the run; null when they did not say
  Answer fail(
      UUID task, int attempt, Outcome.Failed failure, @Nullable String executionId, String actor);

  /// Whoever had the work does not do it: it waits for another one, at no cost.
  ///
  /// @param sentence what people read meanwhile
  Answer giveBack(UUID task, int attempt, String sentence, String actor);

  /// The running attempt that goes by this name outside, for those who know nothing else of it.
  ///
  /// @return null when there is none among the attempts that run
  @Nullable Task findByExecution(String executionId);
}
