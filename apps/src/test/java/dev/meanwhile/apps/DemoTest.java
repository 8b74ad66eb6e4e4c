package dev.meanwhile.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The command `demo`, as a person uses it.
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DemoTest {
  @TempDir static Path folder;
  private static int port;
  private static Program demo;

  @BeforeAll
  static void start() throws Exception {
    port = Program.freePort();
    // A database that the shell happens to name is none of the demo's business.
    var environment = Map.of("MEANWHILE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/other");
    demo = Program.start(folder, environment, "demo", "--port", Integer.toString(port));
    demo.awaitOutput("Ctrl-C");
  }

  @AfterAll
  static void end() {
    demo.close();
  }

  @Test
  @Order(1)
  void it_says_line_by_line_what_it_did() throws IOException {
    assertThat(demo.out().lines().map(line -> line.replaceAll("[(].*", "").strip()))
        .containsExactly(
            "PostgreSQL 18 started",
            "Simulated Google Maps, Google Calendar, Quo and Slack",
            "Made up six imports of small files: three are done, one fails, one waits until tomorrow, one was cancelled",
            "Made up a booking desk: 6 clinics, 8 drivers, 60 clients, 80 appointments around today",
            "Open http://127.0.0.1:%d - signed in as Sandra".formatted(port),
            "Ctrl-C stops; './meanwhile demo' goes on with the same data, './meanwhile demo --reset' begins anew.");
    assertThat(demo.err()).isEmpty();
    assertThat(folder.resolve(".meanwhile/demo/log/meanwhile.log")).exists();
  }

  @Test
  @Order(2)
  void it_has_data_in_every_state() throws Exception {
    assertThat(get("/readyz")).contains("up");
    var imports = get("/api/tasks?type=data_import&status=pending&status=cancelled");
    assertThat(imports).contains("newsletter.csv").contains("clinics.csv");
    assertThat(get("/api/tasks?type=data_import")).contains("new-clients.csv", "stock-list.csv");
  }

  @Test
  @Order(2)
  void a_partner_can_be_broken_and_the_worker_killed_and_the_work_is_done() throws Exception {
    assertThat(get("/api/demo/partners"))
        .contains("google_maps", "google_calendar", "\"mood\":\"well\"");
    assertThat(post("/api/demo/partners/slack", "{\"mood\":\"sad\"}"))
        .contains("The mood is one of well, slow, down, rate_limited, wrong.");
    assertThat(post("/api/demo/partners/nobody", "{\"mood\":\"well\"}")).contains("was not found");
    assertThat(post("/api/demo/partners/slack", "{\"mood\":\"slow\"}")).contains("six seconds");
    String task =
        post(
            "/api/tasks",
            "{\"task_type\":\"slack_message\",\"input_data\":{\"text\":\"The desk opens at 9.\"}}");
    String id = task.replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    until("/api/tasks/" + id, "Posting to Slack");

    assertThat(post("/api/demo/crash", "")).contains("worker-1 was killed");

    demo.awaitOutput("The worker ended and another is started in its place");
    assertThat(post("/api/demo/partners/slack", "{\"mood\":\"well\"}"))
        .contains("less than a second");
    until("/api/tasks/" + id, "\"label\":\"done\"");
    assertThat(get("/api/tasks/" + id + "/events")).contains("worker-1").contains("worker-2");
  }

  @Test
  @Order(3)
  void a_second_start_on_the_same_data_names_the_first() throws Exception {
    var second = Program.run(folder, Map.of(), "demo", "--port", Integer.toString(port));

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err().lines())
        .singleElement()
        .asString()
        .contains("is in use by process %d (http://127.0.0.1:%d)".formatted(demo.pid(), port));
    assertThat(second.out()).isEmpty();
  }

  @Test
  @Order(3)
  void data_in_use_is_not_removed() throws Exception {
    var reset = Program.run(folder, Map.of(), "demo", "--reset");

    assertThat(reset.exitCode()).isEqualTo(1);
    assertThat(reset.err()).contains("is in use by process");
    assertThat(get("/api/tasks")).contains("new-clients.csv");
  }

  @Test
  @Order(3)
  void a_taken_port_is_one_sentence_and_leaves_nothing_running(@TempDir Path other)
      throws Exception {
    var second =
        Program.run(
            other,
            Map.of(),
            "demo",
            "--port",
            Integer.toString(port),
            "--data",
            other.resolve("data").toString());

    assertThat(second.exitCode()).isEqualTo(1);
    assertThat(second.err().lines())
        .containsExactly(
            "Port %d is taken by another program. Stop that program, or choose another port: ./meanwhile demo --port %d"
                .formatted(port, port + 1));
    assertThat(other.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
  }

  @Test
  @Order(4)
  void a_killed_database_is_started_again() throws Exception {
    ProcessHandle.of(database()).orElseThrow().destroyForcibly();

    demo.awaitOutput("PostgreSQL had ended and was started again; the work goes on.");
    // A connection of the old server may be lent once more; its answer is 503, "in a moment".
    String answer = get("/api/tasks");
    while (answer.contains("database-unavailable")) {
      Thread.onSpinWait();
      answer = get("/api/tasks");
    }
    assertThat(answer).contains("new-clients.csv");
  }

  @Test
  @Order(5)
  void ctrl_c_stops_it_with_its_database_and_the_data_stays() throws Exception {
    long database = database();
    var started = ProcessHandle.of(demo.pid()).orElseThrow().descendants().toList();

    demo.stop();

    assertThat(started).isNotEmpty().noneMatch(one -> one.info().command().isPresent());

    // What the system has not cleared away yet has no command any more.
    assertThat(ProcessHandle.of(database).flatMap(process -> process.info().command())).isEmpty();
    var again = Program.start(folder, Map.of(), "demo", "--port", Integer.toString(port));
    try (again) {
      again.awaitOutput("Ctrl-C");
      assertThat(again.out()).doesNotContain("Made up");
      assertThat(get("/api/tasks")).contains("new-clients.csv");
      again.stop();
    }
  }

  /// The process that PostgreSQL itself names.
  private static long database() throws IOException {
    var postmaster = folder.resolve(".meanwhile/demo/postgres/data/postmaster.pid");
    return Long.parseLong(Files.readAllLines(postmaster).getFirst());
  }

  private static void until(String path, String words) throws Exception {
    String answer = get(path);
    while (!answer.contains(words)) {
      assertThat(answer).doesNotContain("needs attention");
      Thread.onSpinWait();
      answer = get(path);
    }
  }

  private static String post(String path, String json) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }

  private static String get(String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path))).build();
      return http.send(request, BodyHandlers.ofString()).body();
    }
  }
}
