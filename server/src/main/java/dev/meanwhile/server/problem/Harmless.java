package dev.meanwhile.server.problem;

/// Text of strangers made fit for a log line.
final class Harmless {
  private static final int LONGEST = 300;

  private Harmless() {}

  /// At most 300 characters, without any that could start a line of its own or colour a terminal.
  static String line(String text) {
    String start = text.substring(0, Math.min(text.length(), LONGEST));
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
