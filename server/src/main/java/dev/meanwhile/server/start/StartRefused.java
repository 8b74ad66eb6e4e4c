package dev.meanwhile.server.start;

/// The server cannot start as things are.
public final class StartRefused extends RuntimeException {
  private final String advice;

  /// @param sentence what is wrong
  /// @param advice what to do
  public StartRefused(String sentence, String advice) {
    super(sentence);
    this.advice = advice;
  }

  public String advice() {
    return advice;
  }
}
