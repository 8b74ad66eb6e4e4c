package dev.meanwhile.engine;

import java.util.Locale;

/// A word for people that says more than the status.
public enum TaskLabel {
  /// Failed or timed out, without a retry to come, and not set aside.
  NEEDS_ATTENTION,
  /// Failed or timed out, and tried again by itself.
  WILL_RETRY,
  /// Failed or timed out, and set aside by somebody.
  DISMISSED,
  /// Waiting for a later time.
  SCHEDULED;

  /// As people read it: `needs attention`.
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /// Reads the word as people read it.
  ///
  /// @throws IllegalArgumentException when there is no such word
  public static TaskLabel of(String text) {
    for (TaskLabel label : values()) {
      if (label.text().equals(text)) {
        return label;
      }
    }
    throw new IllegalArgumentException("Nothing can be found by the word '" + text + "'.");
  }
}
