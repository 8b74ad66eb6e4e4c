package dev.meanwhile.apps.errands.dataimport.source;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds rows from what the CSV parser finds, keeps them within bounds, leaves out blank ones, and
/// passes over those that need not be looked at without making anything of them.
final class CsvRowHandler extends AbstractBaseCsvCallbackHandler<Row> {
  /// Any number of columns will do.
  static final int ANY = -1;

  private final int columns;
  private final boolean exact;
  private List<String> cells = new ArrayList<>();
  private boolean blank;
  private int found;
  private long characters;
  private long toSkip;
  private long passed;
  private long line;

  CsvRowHandler(int columns, boolean exact) {
    this.columns = columns;
    this.exact = exact;
  }

  /// Passes over the next rows.
  void skip(long rows) {
    toSkip += rows;
  }

  /// How many rows there were so far.
  long passed() {
    return passed;
  }

  /// Where the row begins that is being read.
  long line() {
    return line;
  }

  @Override
  protected void handleBegin(long startingLineNumber) {
    line = startingLineNumber;
    blank = true;
    found = 0;
    characters = 0;
    if (toSkip == 0) {
      cells = new ArrayList<>();
    }
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    found++;
    characters += length;
    blank = blank && isBlank(buffer, offset, length);
    if (toSkip == 0 && found <= Rows.MOST_COLUMNS && characters <= Rows.LONGEST_ROW) {
      cells.add(new String(buffer, offset, length));
    }
  }

  @Override
  protected @Nullable Row buildRecord() {
    if (blank) {
      return null;
    }
    passed++;
    if (toSkip > 0) {
      toSkip--;
      return null;
    }
    return new Row(line, cells, damage());
  }

  private @Nullable String damage() {
    if (found > Rows.MOST_COLUMNS) {
      return "The row has more than %d columns".formatted(Rows.MOST_COLUMNS);
    }
    if (characters > Rows.LONGEST_ROW) {
      return "The row is longer than %d characters".formatted(Rows.LONGEST_ROW);
    }
    String damage = CellDamage.of(cells, exact);
    if (damage == null && columns != ANY && found != columns) {
      return "The row has %d %s instead of %d"
          .formatted(found, found == 1 ? "column" : "columns", columns);
    }
    return damage;
  }

  private static boolean isBlank(char[] buffer, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (!Character.isWhitespace(buffer[i]) && buffer[i] != '\u00a0') {
        return false;
      }
    }
    return true;
  }
}
