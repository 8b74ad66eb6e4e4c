package dev.meanwhile.server.signatures;

/// Whether a message was signed by somebody who knows a secret, and is not an old one.
public sealed interface Verdict {

  /// It was.
  ///
  /// @param secret which of the secrets fits: 0 is the newest
  record Fits(int secret) implements Verdict {}

  /// It was not, or nobody can tell.
  ///
  /// @param why a sentence for whoever sent it; holds nothing that helps to forge one
  /// @param advice what to do about it
  record Misfit(Reason reason, String why, String advice) implements Verdict {}

  /// Why one does not fit.
  enum Reason {
    NO_SECRET,
    BAD_ID,
    BAD_TIMESTAMP,
    TOO_OLD,
    TOO_NEW,
    NO_SIGNATURE,
    UNKNOWN_VERSION,
    WRONG_SIGNATURE
  }
}
