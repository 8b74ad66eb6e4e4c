package dev.meanwhile.apps.errands.dataimport.target;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Stream;

/// How well the name of a column fits a field, by the words in it.
final class HeaderWords {
  private static final double EXACT = 1;
  private static final double ALIAS = 0.9;
  private static final double PART = 0.5;
  static final double NO = 0;

  private HeaderWords() {}

  static double score(String column, Field field) {
    String words = plain(column);
    if (words.isEmpty()) {
      return NO;
    }
    if (words.equals(plain(field.name())) || words.equals(plain(field.title()))) {
      return EXACT;
    }
    if (field.aliases().stream().anyMatch(alias -> words.equals(plain(alias)))) {
      return ALIAS;
    }
    int longest =
        Stream.concat(Stream.of(field.name(), field.title()), field.aliases().stream())
            .map(HeaderWords::plain)
            .filter(word -> word.length() >= 4 && words.contains(word))
            .mapToInt(String::length)
            .max()
            .orElse(0);
    return PART * longest / words.length();
  }

  /// Letters and digits only, lower case, without accents.
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("[^\\p{L}\\p{N}]", "")
        .toLowerCase(Locale.ROOT);
  }
}
