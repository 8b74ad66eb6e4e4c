package dev.meanwhile.apps.desk.list;

import dev.meanwhile.server.problem.Refusals;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The words that somebody looks for.
public final class Words {
  private static final int LONGEST = 200;
  private static final int MOST = 8;

  private Words() {}

  /// A pattern for each word; what looks like a phone number is looked for without its dashes.
  public static List<String> patterns(@Nullable String words) {
    if (words == null || words.isBlank()) {
      return List.of();
    }
    if (words.length() > LONGEST || words.indexOf('\0') >= 0) {
      throw Refusals.badParameter("?q", "Look for at most %d characters.".formatted(LONGEST));
    }
    String asked = words.strip().toLowerCase(Locale.ROOT);
    String plain = asked.matches("[0-9 ()+./-]{5,}") ? asked.replaceAll("[^0-9]", "") : asked;
    return Arrays.stream(plain.split("\\s+", MOST))
        .filter(word -> !word.isEmpty())
        .map(word -> "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
        .toList();
  }
}
