package dev.meanwhile.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How often, how soon and after which errors a failed task is tried again by itself.
///
/// The pause before retry n is `first * 2^(n-1)`, at most `longest`, shortened by a random part of
/// up to `jitter` so that tasks which failed together do not come back together. A partner's
/// `Retry-After` is a lower bound.
///
/// @param maxRetries retries after the first try; 0 means never
/// @param first pause before the first retry
/// @param longest upper bound of any pause
/// @param jitter the share of a pause that is random, 0 to 1
/// @param errors after which errors
public record RetryPolicy(
    int maxRetries, Duration first, Duration longest, double jitter, Errors errors) {

  /// Which errors are worth another try. An error is named by its code ([Outcome.Failed#code];
  /// `unexpected` for an exception, `timeout` for an attempt that took too long), or by the class
  /// of the exception or of one of its causes. When anything is named in `only…`, nothing else is
  /// tried again; what is named in `not…` never is.
  public record Errors(
      Set<String> onlyCodes,
      Set<String> notCodes,
      Set<Class<? extends Throwable>> onlyExceptions,
      Set<Class<? extends Throwable>> notExceptions) {

    /// Every error is.
    public static final Errors ALL = new Errors(Set.of(), Set.of(), Set.of(), Set.of());

    public Errors {
      onlyCodes = Set.copyOf(onlyCodes);
      notCodes = Set.copyOf(notCodes);
      onlyExceptions = Set.copyOf(onlyExceptions);
      notExceptions = Set.copyOf(notExceptions);
    }

    private boolean allow(String code, @Nullable Throwable thrown) {
      if (notCodes.contains(code) || isOneOf(thrown, notExceptions)) {
        return false;
      }
      boolean choosy = !onlyCodes.isEmpty() || !onlyExceptions.isEmpty();
      return !choosy || onlyCodes.contains(code) || isOneOf(thrown, onlyExceptions);
    }

    private static boolean isOneOf(
        @Nullable Throwable thrown, Set<Class<? extends Throwable>> classes) {
      int depth = 0;
      for (Throwable at = thrown; at != null && depth < 20; at = at.getCause(), depth++) {
        for (Class<? extends Throwable> one : classes) {
          if (one.isInstance(at)) {
            return true;
          }
        }
      }
      return false;
    }
  }

  public RetryPolicy {
    if (maxRetries < 0) {
      throw new IllegalArgumentException("A task cannot be retried " + maxRetries + " times.");
    }
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "The first pause (%s) must lie between nothing and the longest (%s)."
              .formatted(first, longest));
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("Jitter is a share from 0 to 1, not " + jitter + ".");
    }
  }

  /// A policy for all errors.
  public RetryPolicy(int maxRetries, Duration first, Duration longest, double jitter) {
    this(maxRetries, first, longest, jitter, Errors.ALL);
  }

  /// Three retries, after about 5, 10 and 20 seconds.
  public static RetryPolicy standard() {
    return new RetryPolicy(3, Duration.ofSeconds(5), Duration.ofMinutes(5), 0.3);
  }

  public static RetryPolicy never() {
    return standard().times(0);
  }

  public RetryPolicy times(int retries) {
    return new RetryPolicy(retries, first, longest, jitter, errors);
  }

  public RetryPolicy pausing(Duration from, Duration to) {
    return new RetryPolicy(maxRetries, from, to, jitter, errors);
  }

  /// Errors with these codes are not tried again, whatever the handler says.
  public RetryPolicy notFor(String... codes) {
    return choosing(
        new Errors(
            errors.onlyCodes,
            with(errors.notCodes, codes),
            errors.onlyExceptions,
            errors.notExceptions));
  }

  /// Only errors with these codes are tried again, and what else is named by `onlyFor`.
  public RetryPolicy onlyFor(String... codes) {
    return choosing(
        new Errors(
            with(errors.onlyCodes, codes),
            errors.notCodes,
            errors.onlyExceptions,
            errors.notExceptions));
  }

  /// Such exceptions, and exceptions caused by them, are not tried again.
  public RetryPolicy notFor(Class<? extends Throwable> exception) {
    return choosing(
        new Errors(
            errors.onlyCodes,
            errors.notCodes,
            errors.onlyExceptions,
            with(errors.notExceptions, exception)));
  }

  /// Only such exceptions, and exceptions caused by them, are tried again, and what else is named
  /// by `onlyFor`.
  public RetryPolicy onlyFor(Class<? extends Throwable> exception) {
    return choosing(
        new Errors(
            errors.onlyCodes,
            errors.notCodes,
            with(errors.onlyExceptions, exception),
            errors.notExceptions));
  }

  /// Whether an error may be tried again at all.
  ///
  /// @param code its stable word
  /// @param thrown the exception it came as; null when the handler returned it
  public boolean allows(String code, @Nullable Throwable thrown) {
    return errors.allow(code, thrown);
  }

  private RetryPolicy choosing(Errors these) {
    return new RetryPolicy(maxRetries, first, longest, jitter, these);
  }

  private static Set<String> with(Set<String> some, String... more) {
    Set<String> all = new HashSet<>(some);
    all.addAll(List.of(more));
    return all;
  }

  private static Set<Class<? extends Throwable>> with(
      Set<Class<? extends Throwable>> some, Class<? extends Throwable> more) {
    Set<Class<? extends Throwable>> all = new HashSet<>(some);
    all.add(more);
    return all;
  }
}
