package dev.meanwhile.apps.errands.dataimport.source;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The rows of a file, one after the other; blank ones are left out.
public interface Rows extends Closeable {
  /// The longest row that is read, in characters.
  int LONGEST_ROW = 1_000_000;

  /// The most columns that a row may have.
  int MOST_COLUMNS = 1_000;

  /// The longest name of a column, in characters.
  int LONGEST_NAME = 500;

  /// The next row; null after the last.
  @Nullable Row next() throws IOException;

  /// Passes over rows without looking at them.
  void skip(long rows) throws IOException;

  /// The rows of a file that was surveyed before.
  static Rows of(SourceFile file, Layout layout) throws IOException {
    return switch (layout.kind()) {
      case CSV -> CsvRows.of(file, layout);
      case JSONL -> JsonRows.of(file, layout);
    };
  }
}
