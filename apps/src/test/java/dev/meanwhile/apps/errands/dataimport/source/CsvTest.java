package dev.meanwhile.apps.errands.dataimport.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {"semicolon.csv ;", "tab.tsv '\t'", "pipe.csv |", "utf8.csv ,", "one-column.csv ,"})
  void the_separator_is_found_also_with_others_inside_quotes(String name, char separator)
      throws IOException {
    Layout layout = Sample.layout(name);

    assertThat(layout.separator()).isEqualTo(separator);
    assertThat(layout.quote()).isEqualTo('"');
    assertThat(Sample.cells(name)).allMatch(row -> row.size() == layout.columns().size());
  }

  @Test
  void decimal_commas_do_not_look_like_separators() throws IOException {
    assertThat(Sample.cells("decimal-comma.csv"))
        .containsExactly(List.of("Zürich", "47,37", "8,54"), List.of("Genf", "46,2", "6,14"));
  }

  @Test
  void single_quotes_around_everything_are_found() throws IOException {
    assertThat(Sample.layout("single-quotes.csv").quote()).isEqualTo('\'');
    assertThat(Sample.cells("single-quotes.csv"))
        .containsExactly(List.of("Zürich", "a, b"), List.of("Genf", "it's here"));
  }

  @Test
  void columns_without_a_header_are_numbered() throws IOException {
    Layout layout =
        Survey.of(Sample.file("no-header.csv"), FileKind.CSV, FormatWish.none(), _ -> false);

    assertThat(layout.header()).isFalse();
    assertThat(layout.columns()).containsExactly("Column 1", "Column 2", "Column 3");
    assertThat(layout.total()).isEqualTo(2);
    assertThat(Sample.rows(Sample.file("no-header.csv"), layout)).hasSize(2);
  }

  @Test
  void a_header_alone_is_a_file_without_rows() throws IOException {
    assertThat(Sample.layout("header-only.csv").total()).isZero();
    assertThat(Sample.cells("header-only.csv")).isEmpty();
  }

  @Test
  void line_breaks_inside_quotes_belong_to_the_row_and_count_as_lines() throws IOException {
    String name = "quoted-newlines.csv";

    List<Row> rows = Sample.rows(Sample.file(name), Sample.layout(name));

    assertThat(Sample.layout(name).total()).isEqualTo(3);
    assertThat(rows).extracting(Row::line).containsExactly(2L, 5L, 6L);
    assertThat(rows.get(0).cells().get(1)).isEqualTo("line one\nline two\r\nline three");
    assertThat(rows.get(1).cells().get(1)).isEqualTo("a \"quoted\" word");
  }

  @Test
  void rows_with_too_few_or_too_many_columns_say_so() throws IOException {
    String name = "column-counts.csv";

    List<Row> rows = Sample.rows(Sample.file(name), Sample.layout(name));

    assertThat(rows)
        .extracting(Row::damage)
        .containsExactly(
            null, "The row has 1 column instead of 2", "The row has 3 columns instead of 2", null);
    assertThat(rows.get(2).cells()).containsExactly("Many", "2", "3");
  }

  @Test
  void a_nul_character_spoils_its_row_only() throws IOException {
    List<Row> rows = Sample.rows(Sample.file("nul.csv"), Sample.layout("nul.csv"));

    assertThat(rows)
        .extracting(Row::damage)
        .containsExactly(null, "The row contains a NUL character", null);
  }

  @Test
  void a_quote_that_is_never_closed_is_refused_with_its_line() {
    assertThatThrownBy(() -> Sample.layout("unclosed-quote.csv"))
        .isInstanceOfSatisfying(
            SourceRefused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("unclosed_quote");
              assertThat(refused.why()).contains("line 3");
            });
  }

  @Test
  void a_quote_that_is_never_closed_in_a_huge_file_costs_little_memory() {
    SourceFile file = Sample.repeated("name,note\nOne,\"open\n", "more,text\n", 10_000_000);

    assertThatThrownBy(() -> Survey.of(file, FileKind.CSV, FormatWish.none(), _ -> true))
        .isInstanceOfSatisfying(
            SourceRefused.class, refused -> assertThat(refused.why()).contains("line 2"));
  }

  @Test
  void stray_quotes_do_not_end_the_import() throws IOException {
    assertThat(Sample.cells("stray-quote.csv"))
        .containsExactly(
            List.of("Smith & Sons", "x"),
            List.of("Just \"so\"", "y"),
            List.of("A \"good\" one", "z"));
  }

  @Test
  void a_line_of_a_million_columns_spoils_its_row_only() throws IOException {
    SourceFile file = Sample.text("a,b\n1,2\n" + ",x".repeat(1_000_000) + "\n3,4\n");
    Layout layout = Survey.of(file, FileKind.CSV, FormatWish.none(), _ -> true);

    List<Row> rows = Sample.rows(file, layout);

    assertThat(layout.total()).isEqualTo(3);
    assertThat(rows)
        .extracting(Row::damage)
        .containsExactly(null, "The row has more than 1000 columns", null);
    assertThat(rows.get(1).cells()).hasSize(1000);
  }

  @Test
  void a_header_of_a_million_columns_is_refused() {
    SourceFile file = Sample.text("x,".repeat(1_000_000) + "x\n1\n");

    assertThatThrownBy(() -> Survey.of(file, FileKind.CSV, FormatWish.none(), _ -> true))
        .isInstanceOfSatisfying(
            SourceRefused.class, refused -> assertThat(refused.code()).isEqualTo("bad_header"));
  }

  @Test
  void a_header_that_is_a_novel_is_refused() {
    SourceFile file = Sample.text("name," + "x".repeat(501) + "\n1,2\n");

    assertThatThrownBy(() -> Survey.of(file, FileKind.CSV, FormatWish.none(), _ -> true))
        .hasMessage(
            "The header cannot be used: The name of a column is longer than 500 characters.");
  }

  @Test
  void a_row_of_a_million_characters_spoils_itself_only() throws IOException {
    SourceFile file = Sample.text("a,b\n1,2\n" + "x".repeat(1_000_001) + ",y\n3,4\n");
    Layout layout = Survey.of(file, FileKind.CSV, FormatWish.none(), _ -> true);

    assertThat(Sample.rows(file, layout))
        .extracting(Row::damage)
        .containsExactly(null, "The row is longer than 1000000 characters", null);
  }

  @Test
  void blank_lines_and_rows_of_separators_are_left_out() throws IOException {
    String name = "blank-lines.csv";

    List<Row> rows = Sample.rows(Sample.file(name), Sample.layout(name));

    assertThat(Sample.layout(name).total()).isEqualTo(2);
    assertThat(rows).extracting(Row::line).containsExactly(5L, 8L);
  }

  @Test
  void names_of_columns_lose_the_spaces_around_them() throws IOException {
    assertThat(Sample.layout("spaces.csv").columns()).containsExactly("name", "postal_code");
  }

  @Test
  void old_line_ends_and_a_missing_last_one_are_fine() throws IOException {
    List<List<String>> expected = List.of(List.of("Zürich", "8001"), List.of("Genf", "1201"));

    assertThat(Sample.cells("cr-only.csv")).isEqualTo(expected);
    assertThat(Sample.cells("no-final-newline.csv")).isEqualTo(expected);
  }

  @Test
  void rows_that_are_done_are_passed_over() throws IOException {
    SourceFile file = Sample.file("blank-lines.csv");
    Layout layout = Sample.layout("blank-lines.csv");
    try (Rows rows = Rows.of(file, layout)) {
      rows.skip(1);
      assertThat(requireNonNull(rows.next()).cells()).containsExactly("Two", "2");
      assertThat(rows.next()).isNull();
    }
    try (Rows rows = Rows.of(file, layout)) {
      rows.skip(2);
      assertThat(rows.next()).isNull();
    }
  }

  @Test
  void a_comma_for_a_separator_can_be_asked_for() throws IOException {
    var wish = new FormatWish(null, ',', '"', true);

    Layout layout = Survey.of(Sample.file("semicolon.csv"), FileKind.CSV, wish, _ -> true);

    assertThat(layout.columns()).containsExactly("name;postal_code");
  }
}
