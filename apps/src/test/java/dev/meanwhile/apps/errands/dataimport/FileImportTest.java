package dev.meanwhile.apps.errands.dataimport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FileImportTest {
  @RegisterExtension static final ImportServer server = ImportServer.with();

  private final Client client = server.client();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf8.csv",
        "utf8-mark.csv",
        "utf16le-mark.csv",
        "utf16be-mark.csv",
        "utf16le.csv",
        "utf16be.csv",
        "windows1252.csv",
        "semicolon.csv",
        "tab.tsv",
        "pipe.csv"
      })
  void the_same_places_come_out_of_every_encoding_and_separator(String name) throws IOException {
    JsonNode task = client.imported("places", file(name), Map.of());

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 3 records imported");
    assertThat(items(task))
        .extracting(row -> row.get("line").asInt() + " " + row.get("name").asString())
        .containsExactly("2 Zürich", "3 São Paulo", "4 Place de l’Étoile, 5 €");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "empty-but-a-mark.csv|The file is empty|empty_file",
        "blank-lines-only.csv|The file has only blank lines|empty_file",
        "workbook.xlsx|The file is an Excel workbook or a ZIP archive, not text|not_text",
        "paper.pdf|The file is a PDF document, not text|not_text",
        "noise.bin|The file is binary: much of it is no text|not_text",
        "unclosed-quote.csv|The row that begins on line 3 never ends: a quotation mark is not closed|unclosed_quote",
        "objects.jsonl|Places need a column for name.|columns_not_found",
        "quoted-newlines.csv|The file has no column 'City'; it has: name, note|columns_not_found",
        "duplicate-header.csv|The file has 2 columns named 'name', so it is not clear which one is meant|columns_not_found",
      })
  void a_file_that_cannot_be_imported_fails_in_sentences_before_a_row_is_written(
      String name, String why, String code) throws IOException {
    Map<String, Object> config =
        switch (name) {
          case "quoted-newlines.csv" -> Map.of("columns", Map.of("name", "City"));
          case "duplicate-header.csv" -> Map.of("columns", Map.of("name", "name"));
          case "objects.jsonl" -> Map.of("header", false);
          default -> Map.of();
        };
    byte[] bytes = name.startsWith("empty") ? new byte[] {-17, -69, -65} : file(name);

    JsonNode task = client.imported("places", bytes, config);

    assertThat(task.get("status").asString()).isEqualTo("failed");
    assertThat(task.get("next_retry_at").isNull()).isTrue();
    JsonNode details = task.get("error_details");
    assertThat(details.get("what").asString()).isEqualTo("The import failed");
    assertThat(details.get("why").asString()).startsWith(why);
    assertThat(details.get("advice").asString()).endsWith(".");
    assertThat(details.get("code").asString()).isEqualTo(code);
    assertThat(imported(task)).isZero();
  }

  @Test
  void a_file_with_only_a_header_is_an_import_of_nothing() {
    JsonNode task = client.imported("places", "name,zip\n");

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 0 records imported");
    assertThat(task.get("output_data").get("rows").asInt()).isZero();
    assertThat(items(task)).isEmpty();
  }

  @Test
  void people_read_how_it_goes() {
    String id =
        client.start(
            Map.of(
                "source_type",
                "csv",
                "upload_id",
                client.upload("two-thousand.csv", places(2000, 13)),
                "target",
                "places"));

    JsonNode task = client.ended(id);

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 1,847 records imported, 153 skipped due to errors");
    assertThat(task.get("progress_done").asInt()).isEqualTo(2000);
    assertThat(task.get("progress_total").asInt()).isEqualTo(2000);
    List<String> sentences = client.sentences(id);
    assertThat(sentences)
        .containsSubsequence(
            "Opening two-thousand.csv…",
            "Validating data format…",
            "Processing row 1 of 2,000…",
            "Saving…",
            "Import complete! 1,847 records imported, 153 skipped due to errors");
    assertThat(sentences).contains("Processing row 2,000 of 2,000…");
  }

  @Test
  void refused_rows_come_back_with_line_and_reason() throws IOException {
    String file =
        """
        name;zip;lat;lng;note
        Good;1;1,5;2,5;x
        ;2;1;2;=1+1
        Bad latitude;3;95;2;"two
        lines"
        Too;few
        NUL\0;4;1;2;x
        Good too;5;;;x
        """;

    JsonNode task = client.imported("places", file.getBytes(UTF_8), Map.of());

    assertThat(task.get("output_data").get("imported").asInt()).isEqualTo(2);
    assertThat(task.get("output_data").get("skipped").asInt()).isEqualTo(4);
    var download = client.get(task.get("output_data").get("rejects_url").asString()).expect(200);
    assertThat(download.body())
        .startsWith("\ufeffline,reason,name,zip,lat,lng,note\r\n")
        .isEqualToNormalizingNewlines(
            """
            \ufeffline,reason,name,zip,lat,lng,note
            3,Name is missing,,2,1,2,'=1+1
            4,Latitude '95' is not between -90 and 90,Bad latitude,3,95,2,"two
            lines"
            6,The row has 2 columns instead of 5,Too,few,,,
            7,The row contains a NUL character,NUL␀,4,1,2,x
            """);
    assertThat(download.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
    assertThat(download.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"skipped-rows-%s.csv\"".formatted(id(task)));
    assertThat(download.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void refused_rows_can_be_corrected_and_imported_as_they_came() {
    JsonNode first =
        client.imported("contacts", "name,email,phone\nAda,ada(at)example.org,+1 315 555 0101\n");
    String rejects = client.get(first.get("output_data").get("rejects_url").asString()).body();

    JsonNode second = client.imported("contacts", rejects.replace("(at)", "@"));

    assertThat(rejects).contains("'+1 315 555 0101");
    assertThat(second.get("output_data").get("skipped").asInt()).isZero();
    assertThat(items(second).getFirst().get("phone").asString()).isEqualTo("+1 315 555 0101");
  }

  @Test
  void many_refused_rows_all_come_back() {
    JsonNode task = client.imported("places", places(3000, 1));

    String rejects = client.get(task.get("output_data").get("rejects_url").asString()).body();

    assertThat(rejects.lines()).hasSize(3001);
    assertThat(rejects.lines().skip(1).map(line -> line.substring(0, line.indexOf(','))))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(2, 3001).mapToObj(String::valueOf).toList());
  }

  @Test
  void json_lines_are_imported_too() throws IOException {
    String id =
        client.start(
            Map.of(
                "source_type", "jsonl",
                "upload_id", client.upload("bad-lines.jsonl", file("bad-lines.jsonl")),
                "destination_table", "places"));

    JsonNode task = client.ended(id);

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 2 records imported, 7 skipped due to errors");
    assertThat(client.get("/api/imports/" + id + "/rejects.csv").body())
        .startsWith("\ufeffline,reason,name\r\n2,The line is not a JSON object,not json\r\n");
  }

  @Test
  void a_file_without_header_is_mapped_by_the_numbers_of_its_columns() throws IOException {
    JsonNode task =
        client.imported(
            "places",
            file("no-header.csv"),
            Map.of("columns", Map.of("name", "Column 1", "postal_code", "column 2")));

    assertThat(items(task))
        .extracting(row -> row.get("name").asString() + row.get("postal_code").asString())
        .containsExactly("Zürich8001", "Genf1201");
  }

  @Test
  void the_encoding_can_be_said() {
    JsonNode task =
        client.imported(
            "places",
            "name\nžluťoučký kůň\n".getBytes(Charset.forName("windows-1250")),
            Map.of("encoding", "windows-1250"));

    assertThat(items(task).getFirst().get("name").asString()).isEqualTo("žluťoučký kůň");
  }

  @Test
  void contacts_get_their_name_from_its_parts() {
    JsonNode task =
        client.imported(
            "contacts", "First name,Last name,E-mail\nAda,Okafor,a@example.org\n,Only,\n");

    assertThat(items(task))
        .extracting(row -> row.get("name").asString())
        .containsExactly("Ada Okafor", "Only");
  }

  @Test
  void sql_in_a_cell_is_only_text() {
    String evil = "Robert'); drop table meanwhile.places; --";

    JsonNode task = client.imported("places", "name\n\"" + evil + "\"\n");

    assertThat(items(task).getFirst().get("name").asString()).isEqualTo(evil);
    assertThat(server.count("select count(*) from meanwhile.places")).isPositive();
  }

  @Test
  void imported_rows_are_read_page_by_page_in_the_order_of_the_file() {
    JsonNode task = client.imported("places", places(120, 0));
    String address = "/api/imports/" + id(task) + "/rows?limit=50";

    JsonNode first = client.get(address).json();
    JsonNode second = client.get(address + "&after=" + first.get("next_after").asInt()).json();
    JsonNode third = client.get(address + "&after=" + second.get("next_after").asInt()).json();

    assertThat(first.get("items").get(0).get("line").asInt()).isEqualTo(2);
    assertThat(second.get("items").get(0).get("line").asInt()).isEqualTo(52);
    assertThat(third.get("items")).hasSize(20);
    assertThat(third.get("next_after").isNull()).isTrue();
    assertThat(client.get("/api/imports/" + id(task) + "/rows?limit=0").status()).isEqualTo(400);
  }

  @Test
  void an_import_tells_how_it_stands() {
    JsonNode task = client.imported("places", places(100, 10));

    JsonNode state = client.get("/api/imports/" + id(task)).expect(200).json();

    assertThat(state.get("target").asString()).isEqualTo("places");
    assertThat(state.get("imported").asInt()).isEqualTo(90);
    assertThat(state.get("skipped").asInt()).isEqualTo(10);
    assertThat(state.get("total").asInt()).isEqualTo(100);
    assertThat(state.get("sentence").asString())
        .isEqualTo("Import complete! 90 records imported, 10 skipped due to errors");
  }

  @Test
  void the_preview_shows_what_was_found_out() throws IOException {
    String upload = client.upload("semicolon.csv", file("windows1252.csv"));

    JsonNode preview = client.get("/api/imports/preview?upload_id=" + upload).expect(200).json();
    JsonNode asked =
        client
            .get(
                "/api/imports/preview?upload_id=%s&separator=tab&encoding=utf-8&target=contacts"
                    .formatted(upload))
            .expect(200)
            .json();

    assertThat(preview.get("source_type").asString()).isEqualTo("csv");
    assertThat(preview.get("encoding").asString()).isEqualTo("windows-1252");
    assertThat(preview.get("separator").asString()).isEqualTo(",");
    assertThat(preview.get("header").toString()).isEqualTo("[\"name\",\"postal_code\"]");
    assertThat(preview.get("rows").get(0).toString()).isEqualTo("[\"Zürich\",\"8001\"]");
    assertThat(preview.get("suggested_target").asString()).isEqualTo("places");
    assertThat(preview.get("size").asInt()).isEqualTo(file("windows1252.csv").length);
    assertThat(asked.get("header").toString()).isEqualTo("[\"name,postal_code\"]");
    assertThat(asked.get("encoding").asString()).isEqualTo("UTF-8");
  }

  @Test
  void the_preview_of_something_else_says_why_not() throws IOException {
    String upload = client.upload("workbook.xlsx", file("workbook.xlsx"));
    String address = "/api/imports/preview?upload_id=";

    assertThat(client.get(address + upload).expect(422).json().get("detail").asString())
        .isEqualTo("The file is an Excel workbook or a ZIP archive, not text.");
    assertThat(client.get(address + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(client.get(address + "nonsense").status()).isEqualTo(404);
    assertThat(client.get("/api/imports/preview").status()).isEqualTo(400);
    assertThat(client.get(address + upload + "&separator=ab").status()).isEqualTo(400);
    assertThat(client.get(address + upload + "&target=tasks").status()).isEqualTo(400);
    assertThat(client.get(address + upload + "&source_type=api").status()).isEqualTo(400);
  }

  @Test
  void the_targets_say_what_they_take() {
    JsonNode targets = client.get("/api/imports/targets").expect(200).json();

    assertThat(targets.valueStream().map(target -> target.get("name").asString()))
        .containsExactly("contacts", "places");
    JsonNode name = targets.get(1).get("fields").get(0);
    assertThat(name.get("name").asString()).isEqualTo("name");
    assertThat(name.get("required").asBoolean()).isTrue();
    assertThat(name.get("aliases").valueStream().map(JsonNode::asString)).contains("city");
  }

  @Test
  void what_is_no_import_is_not_found() {
    for (String path : List.of("", "/rows", "/rejects.csv")) {
      assertThat(client.get("/api/imports/" + UUID.randomUUID() + path).status()).isEqualTo(404);
    }
  }

  /// @param badEvery every how many rows one is bad; 13 of 2,000 make 153, 0 makes none
  private static String places(int rows, int badEvery) {
    var file = new StringBuilder("name,zip\n");
    for (int i = 0; i < rows; i++) {
      boolean bad = badEvery > 0 && i % badEvery == 0 && !(badEvery == 13 && i == 0);
      file.append(bad ? "" : "Place " + i).append(',').append(i).append('\n');
    }
    return file.toString();
  }

  private static byte[] file(String name) throws IOException {
    try (var file = FileImportTest.class.getResourceAsStream("source/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    }
  }

  private List<JsonNode> items(JsonNode task) {
    return client
        .get("/api/imports/" + id(task) + "/rows")
        .json()
        .get("items")
        .valueStream()
        .toList();
  }

  private static String id(JsonNode task) {
    return task.get("id").asString();
  }

  private static long imported(JsonNode task) {
    return server.count(
        "select count(*) from meanwhile.places where import_task_id = ?",
        UUID.fromString(id(task)));
  }
}
