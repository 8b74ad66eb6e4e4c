package dev.meanwhile.apps.errands.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import dev.meanwhile.apps.errands.dataimport.support.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class UrlImportTest {
  private static final int PORT = Web.freePort();

  @RegisterExtension
  static final ImportServer server =
      ImportServer.with(
          "meanwhile.import.allowed-hosts=127.0.0.1:" + PORT, "meanwhile.upload.limit=1MB");

  private final Client client = server.client();
  private final Web web = Web.onPort(PORT);

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void a_file_at_an_address_is_fetched_and_imported() throws IOException {
    web.serves("/places.csv", "text/csv", "name,zip\nZürich,8001\nGenf,1201\n");

    String id = start("csv", "/places.csv");
    JsonNode task = client.ended(id);

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 2 records imported");
    assertThat(client.sentences(id))
        .containsSubsequence(
            "Downloading CSV file…",
            "Validating data format…",
            "Processing row 1 of 2…",
            "Saving…",
            "Import complete! 2 records imported");
    assertThat(web.asked()).containsExactly("/places.csv");
    assertThat(downloads()).isEmpty();
  }

  @Test
  void json_lines_at_an_address_are_imported_too() {
    web.serves("/places.jsonl", "application/x-ndjson", "{\"name\":\"Zürich\"}\n{\"name\":\"\"}\n");

    JsonNode task = client.ended(start("jsonl", "/places.jsonl"));

    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 1 record imported, 1 skipped due to errors");
  }

  @Test
  void what_cannot_be_fetched_fails_in_sentences() {
    web.answers(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data/");
          Web.answer(exchange, 302, "");
        });
    web.answers("/huge", exchange -> Web.answer(exchange, 200, "x".repeat(1_100_000)));

    JsonNode missing = client.ended(start("csv", "/missing.csv"));
    JsonNode moved = client.ended(start("csv", "/moved"));
    JsonNode huge = client.ended(start("csv", "/huge"));

    assertThat(missing.get("error_message").asString())
        .contains("The import failed")
        .contains("127.0.0.1 answered with status 404: there is nothing at this address.")
        .contains("Check the address.");
    assertThat(moved.get("error_details").get("code").asString()).isEqualTo("redirect");
    assertThat(moved.toString()).doesNotContain("169.254");
    assertThat(huge.get("error_details").get("code").asString()).isEqualTo("too_large");
  }

  @Test
  void a_server_that_is_busy_is_asked_again() {
    var asked = new AtomicInteger();
    web.answers(
        "/busy.csv",
        exchange -> {
          if (asked.incrementAndGet() == 1) {
            exchange.getResponseHeaders().set("Retry-After", "1");
            Web.answer(exchange, 429, "");
          } else {
            Web.answer(exchange, 200, "name\nZürich\n");
          }
        });

    String id = start("csv", "/busy.csv");
    JsonNode waiting = client.until(id, "will retry", "done", "needs attention");
    JsonNode task = client.ended(id);

    assertThat(waiting.get("error_message").asString()).contains("429");
    assertThat(task.get("status").asString()).isEqualTo("completed");
    assertThat(task.get("retry_count").asInt()).isEqualTo(1);
  }

  private String start(String type, String path) {
    return client.start(Map.of("source_type", type, "file_url", web.url(path), "target", "places"));
  }

  private static List<Path> downloads() throws IOException {
    try (var files = Files.list(server.data().resolve("imports"))) {
      return files.toList();
    }
  }
}
