package dev.meanwhile.apps.errands.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BadRequestTest {
  @RegisterExtension static final ImportServer server = ImportServer.with();

  private final Client client = server.client();
  private final String upload = client.upload("rows.csv", "name\nZürich\n");

  @AfterEach
  void nothing_was_created() {
    assertThat(client.get("/api/tasks").json().get("items")).isEmpty();
    assertThat(server.count("select count(*) from meanwhile.imports")).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:5432/",
        "http://localhost:8080/rows.csv",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/latest/meta-data/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/rows.csv",
        "http://192.168.1.1/rows.csv",
        "http://172.16.0.1/",
        "http://100.64.0.1/",
        "http://0.0.0.0:8080/",
        "http://１２７.０.０.１/",
        "http://user@127.0.0.1/",
        "http://localhost./",
        "file:///etc/passwd",
        "gopher://127.0.0.1:6379/_x",
        "ftp://127.0.0.1/rows.csv",
        "not an address"
      })
  void an_address_inside_is_refused_with_a_sentence(String url) {
    for (String type : List.of("csv", "jsonl", "api")) {
      JsonNode problem = refused(Map.of("source_type", type, "file_url", url, "target", "places"));

      JsonNode error = problem.get("errors").get(0);
      assertThat(error.get("pointer").asString()).isEqualTo("/input_data/file_url");
      assertThat(error.get("message").asString()).endsWith(".");
      assertThat(problem.get("title").asString()).isEqualTo("The task was not created.");
      assertThat(problem.toString()).doesNotContain("Exception", "java.", "at dev.");
    }
  }

  @Test
  void what_is_missing_is_named() {
    assertThat(errors(Map.of()))
        .containsExactly(
            "/input_data/source_type required",
            "/input_data/upload_id required",
            "/input_data/target required");
    assertThat(errors(Map.of("source_type", "api", "target", "places")))
        .containsExactly("/input_data/file_url required");
    assertThat(
            errors(
                Map.of(
                    "source_type",
                    "api",
                    "file_url",
                    "https://example.org/",
                    "target",
                    "places",
                    "upload_id",
                    upload)))
        .containsExactly("/input_data/upload_id not_usable");
  }

  @Test
  void what_is_unknown_is_named() {
    assertThat(errors(input("source_type", "xml")))
        .containsExactly("/input_data/source_type unknown");
    assertThat(errors(input("target", "meanwhile.tasks")))
        .containsExactly("/input_data/target unknown");
    assertThat(errors(input("target", null, "destination_table", "pg_authid")))
        .containsExactly("/input_data/destination_table unknown");
    assertThat(errors(input("destination_table", "contacts")))
        .containsExactly("/input_data/destination_table not_usable");
    assertThat(errors(input("upload_id", UUID.randomUUID().toString())))
        .containsExactly("/input_data/upload_id unknown");
    assertThat(errors(input("upload_id", "nonsense")))
        .containsExactly("/input_data/upload_id wrong_type");
    assertThat(errors(input("file_url", "https://example.org/rows.csv")))
        .containsExactly("/input_data/file_url not_usable");
    assertThat(errors(input("table", "contacts"))).containsExactly("/input_data/table unknown");
  }

  @Test
  void a_mapping_that_makes_no_sense_is_refused() {
    assertThat(mapping("columns", Map.of("nmae", "City")))
        .contains("/input_data/mapping_config/columns/nmae unknown");
    assertThat(mapping("columns", Map.of("a/b~c", "City", "name", "City")))
        .containsExactly("/input_data/mapping_config/columns/a~1b~0c unknown");
    assertThat(mapping("columns", Map.of("name", " ")))
        .containsExactly("/input_data/mapping_config/columns/name not_usable");
    assertThat(mapping("columns", Map.of("postal_code", "Zip")))
        .containsExactly("/input_data/mapping_config/columns required");
    assertThat(mapping("encoding", "klingon"))
        .containsExactly("/input_data/mapping_config/encoding not_usable");
    assertThat(mapping("separator", "ab"))
        .containsExactly("/input_data/mapping_config/separator not_usable");
    assertThat(mapping("separator", "\n"))
        .containsExactly("/input_data/mapping_config/separator not_usable");
    assertThat(mapping("separator", "x"))
        .containsExactly("/input_data/mapping_config/separator not_usable");
    assertThat(mapping("quote", "")).containsExactly("/input_data/mapping_config/quote not_usable");
    assertThat(errors(input("mapping_config", Map.of("separator", ";", "quote", ";"))))
        .containsExactly("/input_data/mapping_config/quote not_usable");
  }

  @Test
  void the_sentences_say_what_would_do() {
    JsonNode problem = refused(input("target", "people"));

    assertThat(problem.get("errors").get(0).get("message").asString())
        .isEqualTo("There is no target 'people'. Use one of: contacts, places.");
  }

  private List<String> mapping(String name, Object value) {
    return errors(input("mapping_config", Map.of(name, value)));
  }

  /// A good request with some fields changed; null leaves one out.
  private Map<String, Object> input(@Nullable Object... changes) {
    var input = new HashMap<String, Object>();
    input.put("source_type", "csv");
    input.put("upload_id", upload);
    input.put("target", "places");
    for (int i = 0; i < changes.length; i += 2) {
      String name = String.valueOf(changes[i]);
      Object value = changes[i + 1];
      if (value == null) {
        input.remove(name);
      } else {
        input.put(name, value);
      }
    }
    return input;
  }

  private List<String> errors(Map<String, ?> input) {
    return refused(input)
        .get("errors")
        .valueStream()
        .map(error -> error.get("pointer").asString() + " " + error.get("code").asString())
        .toList();
  }

  private JsonNode refused(Map<String, ?> input) {
    return client.ask(input).expect(422).json();
  }
}
