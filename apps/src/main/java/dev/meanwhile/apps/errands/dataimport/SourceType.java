package dev.meanwhile.apps.errands.dataimport;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where the rows come from.
enum SourceType {
  CSV("CSV file"),
  JSONL("JSON file"),
  API("first page");

  private final String words;

  SourceType(String words) {
    this.words = words;
  }

  /// What is fetched, in the words of a sentence.
  String words() {
    return words;
  }

  /// The name in a request.
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static @Nullable SourceType of(String text) {
    return Arrays.stream(values())
        .filter(type -> type.text().equals(text))
        .findFirst()
        .orElse(null);
  }

  static String all() {
    return Arrays.stream(values()).map(SourceType::text).collect(Collectors.joining(", "));
  }
}
