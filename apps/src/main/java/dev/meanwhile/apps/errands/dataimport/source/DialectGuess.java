package dev.meanwhile.apps.errands.dataimport.source;

import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out separator and quote from the beginning of a file, by parsing it with each and taking
/// the one under which the rows agree best.
record DialectGuess(char separator, char quote) {
  // When two do equally well, the rarer character in ordinary text comes first.
  private static final List<Character> SEPARATORS = List.of('\t', ';', '|', ',');
  private static final int ROWS = 100;

  /// @param complete whether the sample is the whole file; if not, its last row may be half a one
  static DialectGuess of(
      String sample, boolean complete, @Nullable Character separator, @Nullable Character quote) {
    char best = ',';
    double most = 0;
    for (char candidate : separator == null ? SEPARATORS : List.of(separator)) {
      double score = score(records(sample, complete, candidate, quote == null ? '"' : quote));
      if (score > most || separator != null) {
        best = candidate;
        most = score;
      }
    }
    if (quote != null) {
      return new DialectGuess(best, quote);
    }
    boolean single = best != '\'' && allIn(records(sample, complete, best, '"'), "'");
    return new DialectGuess(best, single ? '\'' : '"');
  }

  /// The first rows, leniently parsed.
  static List<List<String>> records(String sample, boolean complete, char separator, char quote) {
    var rows = new ArrayList<List<String>>();
    try (var reader =
        CsvRows.lenient(separator, quote)
            .build(StringArrayHandler.builder().maxFields(1 << 17).build(), sample)) {
      for (String[] row : reader) {
        rows.add(List.of(row));
        if (rows.size() > ROWS) {
          break;
        }
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (rows.size() > 1 && (rows.size() > ROWS || !complete)) {
      rows.removeLast();
    }
    return rows;
  }

  /// The share of rows that have as many values as the first, which must be more than one.
  private static double score(List<List<String>> rows) {
    if (rows.isEmpty() || rows.getFirst().size() < 2) {
      return 0;
    }
    int columns = rows.getFirst().size();
    return (double) rows.stream().filter(row -> row.size() == columns).count() / rows.size();
  }

  private static boolean allIn(List<List<String>> rows, String quote) {
    return !rows.isEmpty()
        && rows.getFirst().stream()
            .allMatch(cell -> cell.length() > 1 && cell.startsWith(quote) && cell.endsWith(quote));
  }
}
