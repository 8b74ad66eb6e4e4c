package dev.meanwhile.apps.errands.dataimport.source;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/// The rows of a CSV file.
final class CsvRows implements Rows {
  private final CsvRowHandler handler;
  private final CsvReader<Row> reader;
  private final Spliterator<Row> rows;
  private @Nullable Row found;

  private CsvRows(Reader text, char separator, char quote, CsvRowHandler handler) {
    this.handler = handler;
    this.reader =
        lenient(separator, quote)
            .allowUnclosedQuote(false)
            .maxBufferSize(2 * LONGEST_ROW)
            .build(handler, text);
    this.rows = reader.spliterator();
  }

  /// A parser that leaves it to us to judge odd rows. One stray character behind a quotation mark
  /// must not end an import of a million rows, so the option for it is used although it is to go.
  @SuppressWarnings("removal")
  static CsvReader.CsvReaderBuilder lenient(char separator, char quote) {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter(quote)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowExtraCharsAfterClosingQuote(true);
  }

  /// The rows after the header.
  static CsvRows of(SourceFile file, Layout layout) throws IOException {
    var rows = open(file, layout, layout.columns().size());
    rows.skip(layout.header() ? 1 : 0);
    return rows;
  }

  /// The first row, whatever it is; null when there is none.
  static @Nullable Row first(SourceFile file, Layout layout) throws IOException {
    try (var rows = open(file, layout, CsvRowHandler.ANY)) {
      return rows.next();
    }
  }

  /// How many rows there are, the header not counted.
  static long count(SourceFile file, Layout layout) throws IOException {
    try (var rows = open(file, layout, CsvRowHandler.ANY)) {
      rows.skip(Long.MAX_VALUE);
      rows.next();
      return Math.max(rows.handler.passed() - (layout.header() ? 1 : 0), 0);
    }
  }

  private static CsvRows open(SourceFile file, Layout layout, int columns) throws IOException {
    return new CsvRows(
        layout.encoding().open(file),
        layout.separator(),
        layout.quote(),
        new CsvRowHandler(columns, layout.encoding().exact()));
  }

  @Override
  public @Nullable Row next() throws IOException {
    found = null;
    try {
      rows.tryAdvance(row -> found = row);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      if (e.getCause() != null) {
        throw e;
      }
      throw new SourceRefused(
          String.format(
              Locale.ROOT,
              "The row that begins on line %,d never ends: a quotation mark is not closed.",
              handler.line()),
          "Close it, or name another quotation mark.",
          "unclosed_quote");
    }
    return found;
  }

  /// Passed over when the next row is asked for.
  @Override
  public void skip(long count) {
    handler.skip(count);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
