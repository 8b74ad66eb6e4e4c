package dev.meanwhile.integrations;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Thrown by every client of a partner when it could not do what it was asked. The three sentences
/// are for people and hold no secret.
public final class PartnerFailed extends RuntimeException {
  private final String partner;
  private final Trouble trouble;
  private final @Nullable Integer status;
  private final @Nullable Duration retryAfter;
  private final boolean maybeDone;
  private final String what;
  private final String why;
  private final String advice;

  /// @param partner as people know it: "Google Maps"
  /// @param status of its answer; null when there was none
  /// @param retryAfter how long it wants to be left alone; null when it did not say
  /// @param maybeDone whether the partner may have done it all the same: it got the request, and no
  ///   answer came back
  /// @param what what failed: "The drive times could not be fetched"
  /// @param why the reason: "Google Maps answered 429: quota exceeded"
  /// @param advice what to do, or what happens next
  public PartnerFailed(
      String partner,
      Trouble trouble,
      @Nullable Integer status,
      @Nullable Duration retryAfter,
      boolean maybeDone,
      String what,
      String why,
      String advice) {
    super("%s: %s. %s".formatted(what, why, advice));
    this.partner = partner;
    this.trouble = trouble;
    this.status = status;
    this.retryAfter = retryAfter;
    this.maybeDone = maybeDone;
    this.what = what;
    this.why = why;
    this.advice = advice;
  }

  /// The same, with other advice.
  public PartnerFailed advising(String words) {
    var other =
        new PartnerFailed(partner, trouble, status, retryAfter, maybeDone, what, why, words);
    other.initCause(this);
    return other;
  }

  public String partner() {
    return partner;
  }

  public Trouble trouble() {
    return trouble;
  }

  /// The HTTP status of its answer; null when there was none.
  public @Nullable Integer status() {
    return status;
  }

  /// How long it wants to be left alone; null when it did not say.
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /// Whether it may have been done all the same. Asking again is then only safe for what can be
  /// done twice.
  public boolean maybeDone() {
    return maybeDone;
  }

  public String what() {
    return what;
  }

  public String why() {
    return why;
  }

  public String advice() {
    return advice;
  }
}
