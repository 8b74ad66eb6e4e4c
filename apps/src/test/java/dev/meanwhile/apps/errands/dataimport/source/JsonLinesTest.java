package dev.meanwhile.apps.errands.dataimport.source;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  @Test
  void each_line_is_a_row_and_each_key_a_column() throws IOException {
    Layout layout = layout("objects.jsonl");

    List<Row> rows = Sample.rows(Sample.file("objects.jsonl"), layout);

    assertThat(layout.columns())
        .containsExactly("name", "postal_code", "open", "tags", "at", "note");
    assertThat(layout.total()).isEqualTo(3);
    assertThat(rows)
        .extracting(Row::cells)
        .containsExactly(
            List.of("Zürich", "8001", "true", "[\"a\",\"b\"]", "{\"x\": 1.50}", ""),
            List.of("São Paulo", "01000", "", "", "", ""),
            List.of("Big", "123456789012345678901234567890.10", "", "", "", ""));
    assertThat(rows).extracting(Row::line).containsExactly(1L, 3L, 4L);
  }

  @Test
  void a_bad_line_spoils_itself_only() throws IOException {
    List<Row> rows = Sample.rows(Sample.file("bad-lines.jsonl"), layout("bad-lines.jsonl"));

    assertThat(rows)
        .extracting(Row::damage)
        .containsExactly(
            null,
            "The line is not a JSON object",
            "The line is not a JSON object",
            "The line is not a JSON object",
            "The line is not a JSON object",
            "The line is not a JSON object",
            "The row contains a NUL character",
            "The row contains half a character",
            null);
    assertThat(rows.get(1).cells()).containsExactly("not json");
  }

  @Test
  void a_file_without_any_object_is_refused() {
    assertThatThrownBy(() -> layout("list.json"))
        .isInstanceOfSatisfying(
            SourceRefused.class, refused -> assertThat(refused.code()).isEqualTo("not_json_lines"));
    assertThatThrownBy(() -> layout("utf8.csv")).isInstanceOf(SourceRefused.class);
  }

  @Test
  void a_line_without_end_spoils_itself_only() throws IOException {
    SourceFile file =
        Sample.text("{\"a\":1}\n{\"a\":\"" + "x".repeat(3_000_000) + "\"}\n{\"a\":2}");
    Layout layout = Survey.of(file, FileKind.JSONL, FormatWish.none(), _ -> true);

    List<Row> rows = Sample.rows(file, layout);

    assertThat(rows)
        .extracting(Row::damage)
        .containsExactly(null, "The line is longer than 1000000 characters", null);
    assertThat(rows.get(1).cells().getFirst()).hasSize(1000);
  }

  @Test
  void deep_nesting_spoils_its_line_only() throws IOException {
    SourceFile file =
        Sample.text("{\"a\":1}\n{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}\n");
    Layout layout = Survey.of(file, FileKind.JSONL, FormatWish.none(), _ -> true);

    assertThat(Sample.rows(file, layout))
        .extracting(Row::damage)
        .containsExactly(null, "The line is not a JSON object");
  }

  @Test
  void lines_that_are_done_are_passed_over() throws IOException {
    try (Rows rows = Rows.of(Sample.file("objects.jsonl"), layout("objects.jsonl"))) {
      rows.skip(2);
      assertThat(requireNonNull(rows.next()).cells()).contains("Big");
      assertThat(rows.next()).isNull();
    }
  }

  @Test
  void the_kind_of_a_file_is_seen_at_its_beginning() throws IOException {
    assertThat(Survey.kind(Sample.file("objects.jsonl"), FormatWish.none()))
        .isEqualTo(FileKind.JSONL);
    assertThat(Survey.kind(Sample.file("utf8.csv"), FormatWish.none())).isEqualTo(FileKind.CSV);
  }

  private static Layout layout(String name) throws IOException {
    return Survey.of(Sample.file(name), FileKind.JSONL, FormatWish.none(), _ -> true);
  }
}
