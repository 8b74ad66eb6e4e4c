package dev.meanwhile.server.tasks;

import dev.meanwhile.engine.TaskLabel;
import dev.meanwhile.server.problem.Refusals;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words by which a list can be narrowed, as they stand in addresses: `needs_attention`.
final class Labels {
  private Labels() {}

  static String word(TaskLabel label) {
    return label.name().toLowerCase(Locale.ROOT);
  }

  static @Nullable TaskLabel read(@Nullable String word) {
    if (word == null || word.isBlank()) {
      return null;
    }
    return Arrays.stream(TaskLabel.values())
        .filter(label -> word(label).equals(word))
        .findFirst()
        .orElseThrow(() ->
            Refusals.badParameter(
                "?label",
                "There is no such label; use one of: %s."
                    .formatted(
                        Arrays.stream(TaskLabel.values())
                            .map(Labels::word)
                            .collect(Collectors.joining(", ")))));
  }
}
