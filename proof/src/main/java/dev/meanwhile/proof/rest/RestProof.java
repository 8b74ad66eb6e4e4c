package dev.meanwhile.proof.rest;

import dev.meanwhile.engine.Json;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Answer;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `prove rest`: tasks as tables. The real library of Supabase does what programs do with it, and
/// the questions stay quick beside very many tasks.
public final class RestProof {
  private static final String LIBRARY = "@supabase/postgrest-js";
  private static final String VERSION = "2.109.0";
  private static final int SECONDS = 120;

  private final Tally tally;
  private final Premises premises = Premises.of("rest");
  private final Path folder;
  private final int tasks;

  public RestProof(Tally tally, Options options) {
    this.tally = tally;
    this.tasks = options.number("tasks", 100_000);
    this.folder =
        Path.of(
            options.word(
                "library", premises.home().resolve(".meanwhile").resolve("supabase").toString()));
    options.end();
  }

  public void run() throws IOException, SQLException, InterruptedException {
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      postgres.createDatabase("rest");
      try (var node =
          NodeProcess.start(
              premises,
              premises.jar("proof"),
              List.of("node"),
              postgres,
              "rest",
              Map.of("MEANWHILE_WORKER", "false"))) {
        var store = new RestProofStore(postgres.dataSource("rest"));
        store.registerType("chat");
        library(node);
        store.fill(tasks);
        crowd(node);
      }
    }
    premises.remove();
  }

  /// Programs that were written against Supabase, as they are.
  private void library(NodeProcess node) throws IOException, InterruptedException {
    if (!Files.isDirectory(folder.resolve("node_modules").resolve(LIBRARY))) {
      tally.say(
          "skipped: the library of Supabase is not there; npm install --prefix %s --ignore-scripts %s@%s brings it"
              .formatted(folder, LIBRARY, VERSION));
      return;
    }
    Path script = premises.file("library.mjs");
    try (InputStream in = RestProof.class.getResourceAsStream("library.mjs")) {
      Files.write(script, java.util.Objects.requireNonNull(in).readAllBytes());
    }
    Path output = premises.file("library.out");
    String boss = key(node, "sandra");
    String agent = key(node, "ben");
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "node",
                  script.toString(),
                  folder.toString(),
                  "http://127.0.0.1:" + node.port() + "/rest/v1",
                  boss,
                  agent)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
    } catch (IOException _) {
      tally.say("skipped: Node.js is not there; the command 'node' runs the library of Supabase");
      return;
    }
    boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    int checks = 0;
    for (String line : Files.readAllLines(output, StandardCharsets.UTF_8)) {
      if (line.startsWith("ok ") || line.startsWith("no ")) {
        checks++;
        tally.check(line.startsWith("ok"), "supabase-js: " + line.substring(3));
      } else {
        tally.say(line);
      }
    }
    tally.check(
        ended && process.exitValue() == 0 && checks >= 11,
        "%s %s did all it had to do".formatted(LIBRARY, VERSION));
  }

  private static String key(NodeProcess node, String username)
      throws IOException, InterruptedException {
    String base = "http://127.0.0.1:" + node.port();
    try (var browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
      post(browser, base + "/api/session/demo", Map.of("username", username));
      String made = post(browser, base + "/api/keys", Map.of("name", "proof", "scope", "write"));
      return Json.mapper().readTree(made).get("secret").asString();
    }
  }

  private static String post(HttpClient browser, String address, Map<String, ?> body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.write(body)))
            .build();
    var answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= 300) {
      throw new ProofFailed("%s answered %d.".formatted(address, answer.statusCode()));
    }
    return answer.body();
  }

  /// What it costs to ask beside very many others.
  private void crowd(NodeProcess node) throws IOException {
    tally.say("beside %,d ended tasks of the last week:".formatted(tasks));
    String id = created(node);
    quick(node, 200, "GET", "/rest/v1/async_tasks?id=eq." + id, "");
    taken(node, created(node));
    Answer taken = taken(node, id);
    tally.check(
        taken.json(200).size() == 1 && taken.millis() < 300,
        "PATCH that takes a pending task in %.0f ms, at most 300".formatted(taken.millis()));
    quick(node, 200, "GET", "/rest/v1/task_events?task_id=eq." + id, "");
    quick(node, 300, "GET", "/rest/v1/async_tasks?status=eq.pending&limit=100", "");
    quick(node, 300, "GET", "/rest/v1/all_failed_tasks?limit=100", "");
    quick(node, 5_000, "GET", "/rest/v1/async_tasks?order=created_at.desc&limit=100", "");
    quick(node, 5_000, "GET", "/rest/v1/async_tasks?select=id,status", "");
  }

  private static String created(NodeProcess node) throws IOException {
    return ask(node, "POST", "/rest/v1/async_tasks", "{\"task_type\":\"chat\",\"input_data\":{}}")
        .json(201)
        .get(0)
        .get("id")
        .asString();
  }

  private static Answer taken(NodeProcess node, String id) throws IOException {
    return ask(
        node,
        "PATCH",
        "/rest/v1/async_tasks?id=eq." + id + "&status=eq.pending",
        "{\"status\":\"processing\"}");
  }

  private void quick(NodeProcess node, int most, String method, String path, String body)
      throws IOException {
    ask(node, method, path, body);
    Answer answer = ask(node, method, path, body);
    tally.check(
        answer.status() == 200 && answer.millis() < most,
        "%s %s in %.0f ms, at most %,d".formatted(method, path, answer.millis(), most));
  }

  private static Answer ask(NodeProcess node, String method, String path, String body)
      throws IOException {
    var headers = new LinkedHashMap<String, String>();
    headers.put("Prefer", "return=representation");
    if (!body.isEmpty()) {
      headers.put("Content-Type", "application/json");
    }
    try (var line = new Line(node.port())) {
      return line.ask(method, path, headers, body.getBytes(StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new ProofFailed("%s %s was not answered.".formatted(method, path), broken);
    }
  }
}
