package dev.meanwhile.apps.errands.dataimport.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingTest {

  @ParameterizedTest
  @CsvSource({
    "utf8.csv,UTF-8,0",
    "utf8-mark.csv,UTF-8,3",
    "utf16le-mark.csv,UTF-16LE,2",
    "utf16be-mark.csv,UTF-16BE,2",
    "utf16le.csv,UTF-16LE,0",
    "utf16be.csv,UTF-16BE,0",
    "utf32le-mark.csv,UTF-32LE,4",
    "windows1252.csv,windows-1252,0",
  })
  void the_same_rows_are_read_in_every_encoding(String name, String charset, int mark)
      throws IOException {
    Layout layout = Sample.layout(name);

    assertThat(layout.encoding().charset()).isEqualTo(charset);
    assertThat(layout.encoding().mark()).isEqualTo(mark);
    assertThat(layout.columns()).containsExactly("name", "postal_code");
    assertThat(layout.total()).isEqualTo(3);
    List<Row> rows = Sample.rows(Sample.file(name), layout);
    assertThat(rows)
        .extracting(Row::cells)
        .containsExactly(
            List.of("Zürich", "8001"),
            List.of("São Paulo", "01000"),
            List.of("Place de l’Étoile, 5 €", "75008"));
    assertThat(rows).extracting(Row::damage).containsOnlyNulls();
  }

  @Test
  void one_broken_byte_does_not_garble_a_whole_utf8_file() throws IOException {
    Layout layout = Sample.layout("utf8-damaged.csv");

    List<Row> rows = Sample.rows(Sample.file("utf8-damaged.csv"), layout);

    assertThat(layout.encoding()).isEqualTo(new TextEncoding("UTF-8", 0, false));
    assertThat(rows.getFirst().cells()).contains("Zürich");
    assertThat(rows).filteredOn(row -> row.damage() != null).hasSize(1);
    assertThat(rows.getLast().damage())
        .isEqualTo("The row contains bytes that do not fit the encoding of the file");
  }

  @Test
  void a_replacement_character_that_stands_in_the_file_is_no_damage() throws IOException {
    SourceFile file = Sample.text("name\nodd \ufffd one\n");
    Layout layout = Survey.of(file, FileKind.CSV, FormatWish.none(), _ -> true);

    assertThat(Sample.rows(file, layout).getFirst().damage()).isNull();
  }

  @Test
  void a_byte_that_windows_1252_does_not_know_is_damage() throws IOException {
    String name = "windows1252-undefined-byte.csv";

    List<Row> rows = Sample.rows(Sample.file(name), Sample.layout(name));

    assertThat(rows.getLast().damage()).contains("do not fit the encoding");
    assertThat(rows).filteredOn(row -> row.damage() == null).hasSize(3);
  }

  @Test
  void half_a_character_is_damage_and_a_whole_emoji_is_not() throws IOException {
    String name = "half-character.csv";

    List<Row> rows = Sample.rows(Sample.file(name), Sample.layout(name));

    assertThat(rows.getFirst().cells()).contains("Good 😀");
    assertThat(rows.getFirst().damage()).isNull();
    assertThat(rows.getLast().damage()).isNotNull();
  }

  @Test
  void what_somebody_says_counts_more_than_the_guess() throws IOException {
    var wish = new FormatWish(Charset.forName("windows-1252"), null, null, true);

    Layout layout = Survey.of(Sample.file("utf8.csv"), FileKind.CSV, wish, _ -> false);

    assertThat(Sample.rows(Sample.file("utf8.csv"), layout).getFirst().cells()).contains("ZÃ¼rich");
  }

  @Test
  void utf16_without_its_order_of_bytes_takes_it_from_the_mark() throws IOException {
    var wish = new FormatWish(StandardCharsets.UTF_16, null, null, true);

    assertThat(encoding("utf16be-mark.csv", wish)).isEqualTo("UTF-16BE");
    assertThat(encoding("utf16le-mark.csv", wish)).isEqualTo("UTF-16LE");
    assertThat(encoding("utf16le.csv", wish)).isEqualTo("UTF-16LE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workbook.xlsx",
        "old-workbook.xls",
        "archive.csv.gz",
        "paper.pdf",
        "picture.png",
        "noise.bin"
      })
  void a_file_that_is_no_text_is_refused(String name) {
    assertThatThrownBy(() -> Sample.layout(name))
        .isInstanceOfSatisfying(
            SourceRefused.class, refused -> assertThat(refused.code()).isEqualTo("not_text"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty.csv", "only-mark.csv", "blank-lines-only.csv"})
  void a_file_without_anything_in_it_is_refused(String name) {
    assertThatThrownBy(() -> Sample.layout(name))
        .isInstanceOfSatisfying(
            SourceRefused.class, refused -> assertThat(refused.code()).isEqualTo("empty_file"));
  }

  @Test
  void a_long_file_is_judged_by_all_of_its_bytes() throws IOException {
    SourceFile ascii = Sample.repeated("name,x\n", "plain,1\n", 20_000);
    SourceFile late =
        () ->
            new java.io.SequenceInputStream(
                ascii.open(),
                new java.io.ByteArrayInputStream(
                    "Z\u00fcrich,1\n".getBytes(StandardCharsets.ISO_8859_1)));

    Layout layout = Survey.of(late, FileKind.CSV, FormatWish.none(), _ -> true);

    assertThat(layout.encoding().charset()).isEqualTo("windows-1252");
    assertThat(Sample.rows(late, layout).getLast().cells()).containsExactly("Zürich", "1");
  }

  private static String encoding(String name, FormatWish wish) throws IOException {
    return Survey.of(Sample.file(name), FileKind.CSV, wish, _ -> true).encoding().charset();
  }
}
