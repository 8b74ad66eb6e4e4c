package dev.meanwhile.postgres;

/// How a server stops.
public enum StopMode {
  /// Open transactions are rolled back and everything is written down: the ordinary way.
  FAST("fast"),

  /// Like a crash: nothing is written down, the next start recovers from the log.
  IMMEDIATE("immediate");

  private final String word;

  StopMode(String word) {
    this.word = word;
  }

  String word() {
    return word;
  }
}
