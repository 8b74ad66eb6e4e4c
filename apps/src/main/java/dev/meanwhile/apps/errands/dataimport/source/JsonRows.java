package dev.meanwhile.apps.errands.dataimport.source;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rows of a file with one JSON object per line.
final class JsonRows implements Rows {
  private final BoundedLines lines;
  private final Layout layout;
  private long toSkip;

  private JsonRows(BoundedLines lines, Layout layout) {
    this.lines = lines;
    this.layout = layout;
  }

  static JsonRows of(SourceFile file, Layout layout) throws IOException {
    return new JsonRows(lines(file, layout.encoding()), layout);
  }

  /// Looks through the whole file: which keys there are, and how many rows.
  static Layout survey(SourceFile file, TextEncoding encoding) throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    long rows = 0;
    long objects = 0;
    try (BoundedLines lines = lines(file, encoding)) {
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        rows++;
        Map<String, String> values = line.length() > LONGEST_ROW ? null : JsonObject.read(line);
        objects += values == null ? 0 : 1;
        if (values != null && keys.size() < MOST_COLUMNS) {
          values.keySet().stream().filter(key -> key.length() <= LONGEST_NAME).forEach(keys::add);
        }
      }
    }
    if (objects == 0) {
      throw new SourceRefused(
          rows == 0 ? "The file has no lines." : "No line of the file is a JSON object.",
          "Write one JSON object per line, such as {\"name\": \"Ada\"}.",
          rows == 0 ? "empty_file" : "not_json_lines");
    }
    List<String> columns = keys.stream().limit(MOST_COLUMNS).toList();
    return new Layout(FileKind.JSONL, encoding, ',', '"', false, columns, rows);
  }

  @Override
  public @Nullable Row next() throws IOException {
    for (String line = lines.next(); line != null; line = lines.next()) {
      if (line.isBlank()) {
        continue;
      }
      if (toSkip > 0) {
        toSkip--;
        continue;
      }
      return row(line);
    }
    return null;
  }

  private Row row(String line) {
    if (line.length() > LONGEST_ROW) {
      String start = line.substring(0, 1000);
      return new Row(
          lines.number(),
          List.of(start),
          "The line is longer than %d characters".formatted(LONGEST_ROW));
    }
    Map<String, String> values = JsonObject.read(line);
    if (values == null) {
      return new Row(lines.number(), List.of(line), "The line is not a JSON object");
    }
    List<String> cells = JsonObject.cells(values, layout.columns());
    return new Row(lines.number(), cells, CellDamage.of(cells, layout.encoding().exact()));
  }

  @Override
  public void skip(long rows) {
    toSkip += rows;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  private static BoundedLines lines(SourceFile file, TextEncoding encoding) throws IOException {
    return new BoundedLines(encoding.open(file), LONGEST_ROW);
  }
}
