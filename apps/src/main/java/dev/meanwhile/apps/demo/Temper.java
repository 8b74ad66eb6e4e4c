package dev.meanwhile.apps.demo;

import dev.meanwhile.integrations.simulator.Mood;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a made-up partner is told to behave.
enum Temper {
  WELL("It answers in less than a second.") {
    @Override
    Mood mood() {
      return new Mood.Human(Duration.ofMillis(300), Duration.ofSeconds(1));
    }
  },
  SLOW("It answers after six seconds.") {
    @Override
    Mood mood() {
      return new Mood.Slow(Duration.ofSeconds(6));
    }
  },
  DOWN("It answers every call with 503.") {
    @Override
    Mood mood() {
      return new Mood.Broken(503);
    }
  },
  RATE_LIMITED("It says that it is asked too often, and to come back in 15 seconds.") {
    @Override
    Mood mood() {
      return new Mood.Busy("15");
    }
  },
  WRONG("Its answers make no sense.") {
    @Override
    Mood mood() {
      return new Mood.Wrong();
    }
  };

  private final String sentence;

  Temper(String sentence) {
    this.sentence = sentence;
  }

  abstract Mood mood();

  String sentence() {
    return sentence;
  }

  /// The word in JSON.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Null when there is none with this word.
  static @Nullable Temper of(@Nullable String text) {
    return Arrays.stream(values())
        .filter(temper -> temper.text().equals(text))
        .findFirst()
        .orElse(null);
  }

  /// All words: "well, slow, down, …".
  static String words() {
    return Arrays.stream(values()).map(Temper::text).collect(Collectors.joining(", "));
  }
}
