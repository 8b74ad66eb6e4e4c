package dev.meanwhile.apps.errands.dataimport.source;

/// How a file holds its rows.
public enum FileKind {
  /// Values with separators between them.
  CSV,
  /// One JSON object per line.
  JSONL
}
