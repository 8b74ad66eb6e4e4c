package dev.meanwhile.apps.errands.dataimport.source;

import java.util.List;

/// What is known of a file after it was looked through once.
///
/// @param separator between values; a comma for JSON Lines, which has none
/// @param quote around values that hold separators
/// @param header whether the first row names the columns
/// @param columns their names; "Column 1" and so on without a header
/// @param total how many rows there are, without the header and blank ones
public record Layout(
    FileKind kind,
    TextEncoding encoding,
    char separator,
    char quote,
    boolean header,
    List<String> columns,
    long total) {

  public Layout {
    columns = List.copyOf(columns);
  }

  Layout total(long rows) {
    return new Layout(kind, encoding, separator, quote, header, columns, rows);
  }
}
