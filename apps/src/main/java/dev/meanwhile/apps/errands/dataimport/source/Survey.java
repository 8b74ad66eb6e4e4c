package dev.meanwhile.apps.errands.dataimport.source;

import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The first look through a file: its encoding and dialect, its columns, and how many rows it has.
public final class Survey {
  private static final int SAMPLE = 1 << 16;

  private Survey() {}

  /// Looks through the whole file once or twice, with little memory.
  ///
  /// @param namesColumns whether a first row is a header, when nobody says so
  /// @throws SourceRefused when the file cannot be imported as a whole
  public static Layout of(
      SourceFile file, FileKind kind, FormatWish wish, Predicate<List<String>> namesColumns)
      throws IOException {
    TextEncoding encoding = EncodingGuess.of(file, wish.encoding());
    if (kind == FileKind.JSONL) {
      return JsonRows.survey(file, encoding);
    }
    Layout layout = csv(file, encoding, wish, namesColumns);
    return layout.total(CsvRows.count(file, layout));
  }

  /// What kind of file this seems to be.
  public static FileKind kind(SourceFile file, FormatWish wish) throws IOException {
    String sample = sample(file, EncodingGuess.of(file, wish.encoding()));
    return sample.stripLeading().startsWith("{") ? FileKind.JSONL : FileKind.CSV;
  }

  private static Layout csv(
      SourceFile file, TextEncoding encoding, FormatWish wish, Predicate<List<String>> namesColumns)
      throws IOException {
    String sample = sample(file, encoding);
    DialectGuess dialect =
        DialectGuess.of(sample, sample.length() < SAMPLE, wish.separator(), wish.quote());
    Layout bare =
        new Layout(
            FileKind.CSV, encoding, dialect.separator(), dialect.quote(), true, List.of(), 0);
    Row first = CsvRows.first(file, bare);
    if (first == null) {
      throw new SourceRefused(
          "The file has only blank lines.", "Choose a file with rows.", "empty_file");
    }
    boolean header = wish.header() == null ? namesColumns.test(first.cells()) : wish.header();
    String flaw = header ? flaw(first) : null;
    if (flaw != null) {
      throw new SourceRefused(
          "The header cannot be used: %s.".formatted(flaw),
          "Check that the file is CSV, and its separator.",
          "bad_header");
    }
    return new Layout(
        FileKind.CSV,
        encoding,
        dialect.separator(),
        dialect.quote(),
        header,
        header ? named(first.cells()) : numbered(first.cells().size()),
        0);
  }

  private static @Nullable String flaw(Row header) {
    boolean endless = header.cells().stream().anyMatch(name -> name.length() > Rows.LONGEST_NAME);
    return header.damage() == null && endless
        ? "The name of a column is longer than %d characters".formatted(Rows.LONGEST_NAME)
        : header.damage();
  }

  private static List<String> named(List<String> cells) {
    return cells.stream().map(String::strip).toList();
  }

  private static List<String> numbered(int columns) {
    return IntStream.rangeClosed(1, columns).mapToObj(i -> "Column " + i).toList();
  }

  private static String sample(SourceFile file, TextEncoding encoding) throws IOException {
    try (Reader text = encoding.open(file)) {
      var sample = new StringBuilder();
      char[] buffer = new char[1 << 13];
      int read = text.read(buffer);
      while (read >= 0 && sample.length() < SAMPLE) {
        sample.append(buffer, 0, read);
        read = text.read(buffer);
      }
      sample.setLength(Math.min(sample.length(), SAMPLE));
      return sample.toString();
    }
  }
}
