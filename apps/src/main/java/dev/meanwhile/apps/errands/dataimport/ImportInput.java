package dev.meanwhile.apps.errands.dataimport;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What to import, as a request says it; [ImportPlan] makes sense of it.
///
/// @param sourceType `csv`, `jsonl` or `api`
/// @param uploadId a file that was uploaded; else `fileUrl`
/// @param fileUrl an address of the user's choice
/// @param target the name of a target
/// @param destinationTable another word for `target`; never a table
public record ImportInput(
    @Nullable String sourceType,
    @Nullable UUID uploadId,
    @Nullable String fileUrl,
    @Nullable String target,
    @Nullable String destinationTable,
    @Nullable MappingConfig mappingConfig) {

  /// How to read the file; whatever is null is found out.
  ///
  /// @param columns the column for each field of the target
  /// @param separator one character, or `tab`
  public record MappingConfig(
      @Nullable Map<String, @Nullable String> columns,
      @Nullable String encoding,
      @Nullable String separator,
      @Nullable String quote,
      @Nullable Boolean header) {}
}
