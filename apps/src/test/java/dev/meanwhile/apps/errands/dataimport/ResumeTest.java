package dev.meanwhile.apps.errands.dataimport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.errands.dataimport.support.Cable;
import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.Gate;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import dev.meanwhile.apps.errands.dataimport.support.Node;
import dev.meanwhile.apps.errands.dataimport.support.Web;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Imports that are interrupted in the middle. A gate in the database keeps each of them there
/// until the test has interrupted it.
class ResumeTest {
  private static final int ROWS = 10_000;
  private static final int PORT = Web.freePort();

  @RegisterExtension
  static final ImportServer server =
      ImportServer.without(
          "meanwhile.lease=2s", "meanwhile.import.allowed-hosts=127.0.0.1:" + PORT);

  @Test
  void a_node_that_loses_its_database_is_replaced_and_each_row_is_there_once() throws Exception {
    try (Cable cable = Cable.to(server.databasePort());
        Node first = server.start(cable.port())) {
      String id;
      try (Gate gate = Gate.closed(server.dataSource())) {
        id = start(first.client());
        awaitTheMiddle(id);
        cable.cut();
        gate.open();
      }
      try (Node second = server.start(server.databasePort())) {
        JsonNode task = second.client().ended(id);

        assertComplete(second.client(), task);
        assertThat(task.get("attempt").asInt()).isEqualTo(2);
        assertThat(events(second.client(), id)).contains("rescued");
        cable.mend();
        assertThat(first.client().ended(id)).isEqualTo(task);
      }
    }
  }

  @Test
  void a_node_that_is_stopped_hands_the_import_over_at_no_cost() throws Exception {
    String id;
    try (Node first = server.start(server.databasePort());
        Gate gate = Gate.closed(server.dataSource())) {
      id = start(first.client());
      awaitTheMiddle(id);
      first.stop();
      gate.open();
    }
    try (Node second = server.start(server.databasePort())) {
      JsonNode task = second.client().ended(id);

      assertComplete(second.client(), task);
      assertThat(task.get("retry_count").asInt()).isZero();
      assertThat(events(second.client(), id)).doesNotContain("failed");
    }
  }

  @Test
  void what_a_cancelled_import_has_written_stays_and_it_says_so() throws Exception {
    try (Node node = server.start(server.databasePort())) {
      Client client = node.client();
      String id;
      try (Gate gate = Gate.closed(server.dataSource())) {
        id = start(client);
        awaitTheMiddle(id);
        client.post("/api/tasks/" + id + "/cancellation", Map.of()).expect(200);
        gate.open();
      }

      assertThat(client.ended(id).get("status").asString()).isEqualTo("cancelled");
      JsonNode state = client.get("/api/imports/" + id).json();
      long done = state.get("done").asLong();
      assertThat(done).isBetween(1L, ROWS - 1L);
      assertThat(places(id)).isEqualTo(state.get("imported").asLong());
      assertThat(rejects(id)).isEqualTo(state.get("skipped").asLong());
      assertThat(state.get("sentence").asString())
          .startsWith("Stopped after row ")
          .endsWith("What is imported stays.");
      assertThat(client.get("/api/imports/" + id + "/rows").json().get("items")).isNotEmpty();
    }
  }

  @Test
  void a_fetched_file_that_is_gone_is_fetched_again_only_if_it_is_the_same() throws Exception {
    var changed = new AtomicBoolean();
    try (Web web = Web.onPort(PORT)) {
      web.answers("/same.csv", exchange -> Web.answer(exchange, 200, file()));
      web.answers(
          "/changing.csv",
          exchange -> Web.answer(exchange, 200, file() + (changed.get() ? "one more,1\n" : "")));
      String same;
      String changing;
      try (Node first = server.start(server.databasePort());
          Gate gate = Gate.closed(server.dataSource())) {
        same = fetch(first.client(), web.url("/same.csv"));
        changing = fetch(first.client(), web.url("/changing.csv"));
        awaitTheMiddle(same);
        awaitTheMiddle(changing);
        first.stop();
        gate.open();
      }
      Files.delete(server.data().resolve("imports").resolve(same));
      Files.delete(server.data().resolve("imports").resolve(changing));
      changed.set(true);
      try (Node second = server.start(server.databasePort())) {
        assertComplete(second.client(), second.client().ended(same));
        JsonNode failed = second.client().ended(changing);

        assertThat(failed.get("error_details").get("code").asString()).isEqualTo("file_changed");
        assertThat(web.asked())
            .containsExactlyInAnyOrder("/same.csv", "/same.csv", "/changing.csv", "/changing.csv");
      }
    }
  }

  /// Waits until an import has committed something; the gate keeps it from its end. It looks into
  /// the table, because the open transaction at the gate also holds back the live stream.
  private static void awaitTheMiddle(String id) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    long done = 0;
    while (done == 0 && System.nanoTime() < deadline) {
      done =
          server.count(
              "select coalesce(max(done), 0) from meanwhile.imports where task_id = ?", uuid(id));
    }
    assertThat(done).isBetween(1L, 4_999L);
  }

  private static String start(Client client) {
    return client.start(
        Map.of(
            "source_type", "csv",
            "upload_id", client.upload("rows.csv", file()),
            "target", "places"));
  }

  private static String fetch(Client client, String url) {
    return client.start(Map.of("source_type", "csv", "file_url", url, "target", "places"));
  }

  private static String file() {
    var file = new StringBuilder("name,postal_code\n");
    for (int i = 0; i < ROWS; i++) {
      file.append(i % 100 == 7 ? "" : "Place " + i).append(',').append(i).append('\n');
    }
    return file.toString();
  }

  private static void assertComplete(Client client, JsonNode task) {
    String id = task.get("id").asString();
    assertThat(task.get("status_message").asString())
        .isEqualTo("Import complete! 9,900 records imported, 100 skipped due to errors");
    assertThat(places(id)).isEqualTo(9_900);
    assertThat(rejects(id)).isEqualTo(100);
    assertThat(
            server.count(
                """
                select count(distinct line_number)
                from (select line_number from meanwhile.places where import_task_id = ?
                      union all
                      select line_number from meanwhile.import_rejects where task_id = ?) as lines
                where line_number between 2 and 10001
                """,
                uuid(id),
                uuid(id)))
        .isEqualTo(ROWS);
    List<Long> said =
        client.sentences(id).stream()
            .filter(sentence -> sentence.startsWith("Processing row "))
            .map(sentence -> sentence.replaceAll("Processing row ([0-9,]+) of.*", "$1"))
            .map(number -> Long.parseLong(number.replace(",", "")))
            .toList();
    assertThat(said).isSorted();
  }

  private static long places(String id) {
    return server.count("select count(*) from meanwhile.places where import_task_id = ?", uuid(id));
  }

  private static long rejects(String id) {
    return server.count(
        "select count(*) from meanwhile.import_rejects where task_id = ?", uuid(id));
  }

  private static List<String> events(Client client, String id) {
    return client
        .get("/api/tasks/" + id + "/events?limit=200")
        .json()
        .get("items")
        .valueStream()
        .map(event -> event.get("event_type").asString())
        .toList();
  }

  private static UUID uuid(String id) {
    return UUID.fromString(id);
  }
}
