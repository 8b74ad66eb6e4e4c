package dev.meanwhile.apps.errands.dataimport.source;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Files that hold no text, told by how they begin.
final class BinaryFile {
  private static final Map<String, String> BEGINNINGS =
      Map.ofEntries(
          Map.entry("PK\u0003\u0004", "an Excel workbook or a ZIP archive"),
          Map.entry("\u00d0\u00cf\u0011\u00e0", "an old Excel workbook"),
          Map.entry("\u001f\u008b", "a gzip archive"),
          Map.entry("BZh9", "a bzip2 archive"),
          Map.entry("\u00fd7zXZ", "an xz archive"),
          Map.entry("7z\u00bc\u00af", "a 7-Zip archive"),
          Map.entry("(\u00b5/\u00fd", "a Zstandard archive"),
          Map.entry("%PDF-", "a PDF document"),
          Map.entry("\u0089PNG", "a picture"),
          Map.entry("\u00ff\u00d8\u00ff", "a picture"),
          Map.entry("GIF8", "a picture"),
          Map.entry("\u007fELF", "a program"),
          Map.entry("SQLite format 3\0", "a database"),
          Map.entry("PAR1", "a Parquet file"));

  private BinaryFile() {}

  static void refuse(byte[] head) {
    String text = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
    for (var known : BEGINNINGS.entrySet()) {
      if (text.startsWith(known.getKey())) {
        throw new SourceRefused(
            "The file is %s, not text.".formatted(known.getValue()),
            "Save it as CSV and choose that file.",
            "not_text");
      }
    }
  }

  /// A stray control character is the matter of its row; many of them mean that this is no text.
  static void refuseControlCharacters(byte[] head) {
    int controls = 0;
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
        controls++;
      }
    }
    if (controls * (head.length < 512 ? 3 : 12) > head.length) {
      throw new SourceRefused(
          "The file is binary: much of it is no text.",
          "Save it as CSV and choose that file, or name its encoding if it is text.",
          "not_text");
    }
  }
}
