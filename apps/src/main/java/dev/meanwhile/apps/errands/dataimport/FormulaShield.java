package dev.meanwhile.apps.errands.dataimport;

/// The apostrophe that keeps a spreadsheet from running a cell as a formula.
final class FormulaShield {
  private static final String DANGEROUS = "=+-@\t\r\n\0＝＋－＠";

  private FormulaShield() {}

  /// The cell, with an apostrophe before it when a spreadsheet might calculate it.
  static String over(String cell) {
    int start = 0;
    while (start < cell.length() && passedOver(cell.charAt(start))) {
      start++;
    }
    boolean shielded = start < cell.length() && DANGEROUS.indexOf(cell.charAt(start)) >= 0;
    return shielded ? "'" + cell : cell;
  }

  /// Spaces and invisible characters, which a spreadsheet may drop.
  private static boolean passedOver(char c) {
    return Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
  }
}
