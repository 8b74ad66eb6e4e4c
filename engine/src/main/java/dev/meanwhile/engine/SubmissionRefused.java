package dev.meanwhile.engine;

/// A task could not be taken; nothing was created. The message is a sentence for people.
public final class SubmissionRefused extends RuntimeException {

  /// Why it was refused.
  public enum Reason {
    UNKNOWN_TYPE,
    KEY_REUSED,
    BAD_INPUT
  }

  private final Reason reason;

  public SubmissionRefused(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
