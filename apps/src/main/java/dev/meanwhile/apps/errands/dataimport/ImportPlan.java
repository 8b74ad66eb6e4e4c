package dev.meanwhile.apps.errands.dataimport;

import dev.meanwhile.apps.errands.dataimport.source.FormatWish;
import dev.meanwhile.apps.errands.dataimport.target.HeaderGuess;
import dev.meanwhile.apps.errands.dataimport.target.ImportTarget;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An import that makes sense: made from an [ImportInput] by [PlanReading].
///
/// @param uploadId the file; null when there is an address
/// @param fileUrl the address, not yet checked; null when there is a file
/// @param columns the column for each field; empty to go by the names of the columns
record ImportPlan(
    SourceType sourceType,
    @Nullable UUID uploadId,
    @Nullable String fileUrl,
    ImportTarget target,
    FormatWish format,
    Map<String, String> columns) {

  ImportPlan {
    columns = Map.copyOf(columns);
  }

  /// Whether the first row of the file names the columns, when nobody says so.
  boolean namesColumns(List<String> firstRow) {
    return HeaderGuess.namesColumns(firstRow, columns.values(), List.of(target));
  }
}
