package dev.meanwhile.apps.errands.dataimport.target;

/// The apostrophe that keeps a spreadsheet from running a cell as a formula.
public final class FormulaShield {
  private static final String DANGEROUS = "=+-@\t\r\n\0＝＋－＠";

  private FormulaShield() {}

  /// The cell, with an apostrophe before it when a spreadsheet might calculate it.
  public static String over(String cell) {
    return mayBeFormula(cell) ? "'" + cell : cell;
  }

  /// The cell without the apostrophe that was put before it, so that refused rows can be corrected
  /// and imported as they are.
  static String off(String cell) {
    return cell.startsWith("'") && mayBeFormula(cell.substring(1)) ? cell.substring(1) : cell;
  }

  private static boolean mayBeFormula(String cell) {
    int start = 0;
    while (start < cell.length() && passedOver(cell.charAt(start))) {
      start++;
    }
    return start < cell.length() && DANGEROUS.indexOf(cell.charAt(start)) >= 0;
  }

  /// Spaces and invisible characters, which a spreadsheet may drop.
  private static boolean passedOver(char c) {
    return Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
  }
}
