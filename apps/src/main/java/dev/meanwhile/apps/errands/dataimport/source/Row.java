package dev.meanwhile.apps.errands.dataimport.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One row as it was read.
///
/// @param line the line of the file on which it begins, or its number among all items of an API
/// @param cells in the order of the columns
/// @param damage why it cannot be used, as a sentence without its end; null when it can
public record Row(long line, List<String> cells, @Nullable String damage) {

  public Row {
    cells = List.copyOf(cells);
  }
}
