package dev.meanwhile.engine.lifecycle;

import java.time.Duration;

/// Puts the three parts of a failure, and spans of time, into plain words.
public final class Sentences {
  /// No sentence is longer, in characters.
  private static final int LIMIT = 2000;

  private Sentences() {}

  /// "What: why. Advice." with exactly one full stop after each part.
  public static String failure(String what, String why, String advice) {
    String text =
        stripped(what) + ": " + ended(why) + (advice.isBlank() ? "" : " " + ended(advice));
    return shortened(text);
  }

  /// What people read while a service is away.
  ///
  /// @param title the service in people's words
  public static String notAnswering(String title) {
    return title + " is not answering. We go on by ourselves when it does.";
  }

  /// What people read while somebody keeps a service or a type back.
  public static String paused(String title, String why) {
    return "%s is paused: %s We go on by ourselves when it is resumed."
        .formatted(title, ended(why));
  }

  /// Who acted, in people's words: `user:ana` is ana.
  static String person(String actor) {
    return actor.startsWith("user:") ? actor.substring("user:".length()) : actor;
  }

  /// Text that fits into a column and onto a screen: no NUL, not endless.
  public static String shortened(String text) {
    String clean = text.replace("\u0000", "");
    return clean.length() <= LIMIT ? clean : clean.substring(0, LIMIT - 1) + "…";
  }

  /// "in 5 seconds", "in 3 minutes".
  static String in(Duration span) {
    return "in " + span(span);
  }

  /// "5 seconds", "3 minutes", "4 days".
  static String span(Duration span) {
    long seconds = Math.max(1, (span.toMillis() + 500) / 1000);
    if (seconds < 90) {
      return seconds == 1 ? "1 second" : seconds + " seconds";
    }
    long minutes = (seconds + 30) / 60;
    if (minutes < 90) {
      return minutes + " minutes";
    }
    long hours = (minutes + 30) / 60;
    return hours < 48 ? hours + " hours" : (hours + 12) / 24 + " days";
  }

  private static String stripped(String text) {
    String trimmed = text.strip();
    return trimmed.endsWith(".") && !trimmed.endsWith("..")
        ? trimmed.substring(0, trimmed.length() - 1)
        : trimmed;
  }

  /// One full stop, or another end, after it.
  static String ended(String text) {
    String trimmed = text.strip();
    boolean closed =
        trimmed.endsWith(".")
            || trimmed.endsWith("!")
            || trimmed.endsWith("?")
            || trimmed.endsWith("…");
    return closed ? trimmed : trimmed + ".";
  }
}
