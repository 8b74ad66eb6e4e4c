package dev.meanwhile.apps.errands.dataimport.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Characters that no database takes, or that were not what the file meant.
final class CellDamage {

  private CellDamage() {}

  /// What is wrong with these cells; null when nothing is.
  ///
  /// @param exact whether a replacement character was in the file itself
  static @Nullable String of(List<String> cells, boolean exact) {
    for (String cell : cells) {
      for (int i = 0; i < cell.length(); i++) {
        char c = cell.charAt(i);
        if (c == 0) {
          return "The row contains a NUL character";
        }
        if (c == '\ufffd' && !exact) {
          return "The row contains bytes that do not fit the encoding of the file";
        }
        if (Character.isSurrogate(c)) {
          if (Character.isLowSurrogate(c)
              || i + 1 == cell.length()
              || !Character.isLowSurrogate(cell.charAt(i + 1))) {
            return "The row contains half a character";
          }
          i++;
        }
      }
    }
    return null;
  }
}
