package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.source.Row;
import java.util.List;

/// A row that was not imported, with the reason, in a shape that a database can keep.
///
/// @param fields the cells as they were read, shortened where they are huge
record Reject(long line, String reason, List<String> fields) {
  private static final int LONGEST_CELL = 10_000;
  private static final int LONGEST_ROW = 100_000;

  static Reject of(Row row, String reason) {
    var left = new int[] {LONGEST_ROW};
    List<String> fields =
        row.cells().stream()
            .map(cell -> {
              String kept = kept(cell, Math.min(left[0], LONGEST_CELL));
              left[0] = Math.max(left[0] - kept.length(), 0);
              return kept;
            })
            .toList();
    return new Reject(row.line(), kept(reason, 500), fields);
  }

  /// Without what PostgreSQL does not take: NUL, and half characters.
  private static String kept(String text, int longest) {
    if (longest == 0) {
      return "";
    }
    String cut = text.length() > longest ? text.substring(0, longest) + "…" : text;
    boolean clean = cut.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c));
    if (clean) {
      return cut;
    }
    var kept = new StringBuilder();
    cut.codePoints()
        .map(c -> c == 0 ? 0x2400 : c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
