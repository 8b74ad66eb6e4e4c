package dev.meanwhile.integrations.simulator;

import java.time.Duration;

/// How a simulator behaves.
public sealed interface Mood {
  /// As documented.
  record Fine() implements Mood {}

  /// As documented, after a moment that is never quite the same.
  record Human(Duration least, Duration most) implements Mood {}

  /// As documented, but later.
  record Slow(Duration delay) implements Mood {}

  /// Every connection is closed without a word.
  record Down() implements Mood {}

  /// The request is read and never answered.
  record Silent() implements Mood {}

  /// It was asked too often.
  ///
  /// @param retryAfter a number of seconds, or a date; empty to say nothing
  record Busy(String retryAfter) implements Mood {}

  /// An error with this status, worded as the partner does.
  record Broken(int status) implements Mood {}

  /// The answer ends in the middle.
  record CutOff() implements Mood {}

  /// The answer has the right status and the wrong types.
  record Wrong() implements Mood {}

  /// The answer sends the caller somewhere else.
  record Moved(String to) implements Mood {}
}
