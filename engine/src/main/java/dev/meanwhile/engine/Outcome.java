package dev.meanwhile.engine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an attempt ended, as its handler says. What looks like a secret is taken out of its
/// sentences ([Redaction]).
public sealed interface Outcome {

  /// The work is done.
  ///
  /// @param output anything that becomes a JSON object
  /// @param sentence the last thing people read; null keeps "Complete!"
  record Completed(Object output, @Nullable String sentence) implements Outcome {
    public Completed {
      sentence = sentence == null ? null : Redaction.of(sentence);
    }
  }

  /// The work failed. The three sentences are shown as they are: they hold no secret and no stack
  /// trace.
  ///
  /// @param what what failed: "Drive times failed"
  /// @param why the reason: "Google Maps API returned 429: Rate limit exceeded"
  /// @param advice what to do or what happens next: "Try again in 1 minute"
  /// @param code a stable word for programs: `rate_limited`
  /// @param retryable whether trying again may help
  /// @param retryAfter not sooner than this; null for the policy's own pause
  /// @param detail more for the curious, JSON
  record Failed(
      String what,
      String why,
      String advice,
      String code,
      boolean retryable,
      @Nullable Duration retryAfter,
      Map<String, ?> detail)
      implements Outcome {

    public Failed {
      what = Redaction.of(what);
      why = Redaction.of(why);
      advice = Redaction.of(advice);
      detail = redacted(detail);
    }

    private static Map<String, ?> redacted(Map<String, ?> detail) {
      if (detail.isEmpty()) {
        return detail;
      }
      var clean = new LinkedHashMap<String, @Nullable Object>(detail);
      clean.replaceAll((_, value) -> value instanceof String text ? Redaction.of(text) : value);
      return clean;
    }

    /// The same, not tried again sooner than this.
    ///
    /// @param pause as a partner asked ([RetryAfter#parse]); null for the policy's own pause
    public Failed after(@Nullable Duration pause) {
      return new Failed(what, why, advice, code, retryable, pause, detail);
    }
  }

  /// Not now: the task goes back to waiting and costs no retry.
  ///
  /// @param delay how long to wait
  /// @param why the sentence people read meanwhile
  record Postponed(Duration delay, String why) implements Outcome {
    public Postponed {
      why = Redaction.of(why);
    }
  }

  /// A service the work needs is away: the task waits until it answers again, and burns no retry.
  ///
  /// @param dependency the service's name: `google_maps`
  /// @param why for admins: "it answers 503"; holds no secret
  /// @param retryAfter not to be asked again sooner than this; null when it did not say
  record Parked(String dependency, String why, @Nullable Duration retryAfter) implements Outcome {
    public Parked {
      why = Redaction.of(why);
    }
  }

  /// Somebody outside our nodes does the work: says how it goes, and how it ended ([Outside]). The
  /// attempt goes on without a thread and without a node, at the latest until its timeout.
  ///
  /// @param sentence what people read until they say something themselves
  /// @param executionId what they call the run; null when they did not say
  /// @param silence after how long without a sign of life it has failed
  /// @param sure whether they are known to have it; when not, what the type needs is suspected
  record HandedOver(String sentence, @Nullable String executionId, Duration silence, boolean sure)
      implements Outcome {}

  /// The attempt was settled by [Work#inTransaction]; there is nothing left to write.
  record Settled() implements Outcome {}

  static Completed completed() {
    return new Completed(Map.of(), null);
  }

  static Completed completed(Object output) {
    return new Completed(output, null);
  }

  static Completed completed(Object output, String sentence) {
    return new Completed(output, sentence);
  }

  /// A failure that trying again will not mend.
  static Failed failed(String what, String why, String advice, String code) {
    return new Failed(what, why, advice, code, false, null, Map.of());
  }

  /// A failure that may go away.
  static Failed failedForNow(String what, String why, String advice, String code) {
    return new Failed(what, why, advice, code, true, null, Map.of());
  }

  static Postponed postponed(Duration delay, String why) {
    return new Postponed(delay, why);
  }

  static Parked parked(String dependency, String why) {
    return new Parked(dependency, why, null);
  }
}
