package dev.meanwhile.apps.errands.dataimport.guard;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An address could not be fetched. The sentences are for people and repeat nothing of what the
/// other side answered.
public final class FetchFailed extends RuntimeException {
  private final String advice;
  private final String code;
  private final boolean mayPass;
  private final @Nullable Duration retryAfter;

  private FetchFailed(
      String why, String advice, String code, boolean mayPass, @Nullable Duration retryAfter) {
    super(why);
    this.advice = advice;
    this.code = code;
    this.mayPass = mayPass;
    this.retryAfter = retryAfter;
  }

  static FetchFailed forGood(String why, String advice, String code) {
    return new FetchFailed(why, advice, code, false, null);
  }

  static FetchFailed forNow(String why, String code, @Nullable Duration retryAfter) {
    return new FetchFailed(why, "Try again later, or upload the file.", code, true, retryAfter);
  }

  public String why() {
    return String.valueOf(getMessage());
  }

  public String advice() {
    return advice;
  }

  public String code() {
    return code;
  }

  /// Whether trying again may help.
  public boolean mayPass() {
    return mayPass;
  }

  /// Not sooner than this; null when the other side did not say.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /// Whether the other side asked for fewer requests.
  public boolean slowDown() {
    return code.equals("rate_limited");
  }
}
