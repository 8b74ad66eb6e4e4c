package dev.meanwhile.proof.pull;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Answer;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// What the proof itself asks and says of a node, as a worker and as somebody who creates tasks.
record Hand(NodeProcess node) {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  String submit(String type, Map<String, ?> input) throws IOException {
    try (var line = new Line(node.port())) {
      String json = Json.write(Map.of("task_type", type, "input_data", input));
      return line.post("/api/tasks", json).json(202).get("id").asString();
    }
  }

  JsonNode read(String task) throws IOException {
    try (var line = new Line(node.port())) {
      return line.get("/api/tasks/" + task).json(200);
    }
  }

  List<String> deeds(String task) throws IOException {
    try (var line = new Line(node.port())) {
      return line.get("/api/tasks/" + task + "/events").json(200).get("items").values().stream()
          .map(one -> one.get("event_type").asString())
          .toList();
    }
  }

  static String wish(String worker, String type, int count, int wait) {
    return Json.write(
        Map.of("types", List.of(type), "worker", worker, "count", count, "wait_seconds", wait));
  }

  /// Asks once.
  List<JsonNode> claim(String worker, String type, int count, int wait) throws IOException {
    try (var line = new Line(node.port())) {
      var tasks = new ArrayList<JsonNode>();
      line.post("/api/claims", wish(worker, type, count, wait))
          .json(200)
          .get("tasks")
          .forEach(tasks::add);
      return tasks;
    }
  }

  /// Asks until so many have come.
  List<JsonNode> claimAll(String worker, String type, int count) throws IOException {
    var tasks = new ArrayList<JsonNode>();
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (tasks.size() < count && System.nanoTime() < end) {
      tasks.addAll(claim(worker, type, Math.min(100, count - tasks.size()), 10));
    }
    return tasks;
  }

  Answer say(JsonNode task, String word, String json) throws IOException {
    try (var line = new Line(node.port())) {
      return line.post(
          "/api/callbacks/" + id(task) + "/" + word,
          json,
          Map.of("Authorization", "Bearer " + task.get("callback").get("token").asString()));
    }
  }

  /// The same word about many tasks, in one request; how many were accepted.
  long sayAll(List<JsonNode> tasks, String word) throws IOException {
    var reports =
        tasks.stream()
            .map(task ->
                Map.of(
                    "task_id", id(task),
                    "token", task.get("callback").get("token").asString(),
                    "word", word))
            .toList();
    try (var line = new Line(node.port())) {
      return line
          .post("/api/claims/reports", Json.write(Map.of("reports", reports)))
          .json(200)
          .get("results")
          .values()
          .stream()
          .filter(one -> one.get("http_status").asInt() == 200)
          .count();
    }
  }

  static String id(JsonNode task) {
    return task.get("task_id").asString();
  }

  JsonNode until(String what, String task, Predicate<JsonNode> holds) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      JsonNode now = read(task);
      if (holds.test(now)) {
        return now;
      }
      if (System.nanoTime() > end) {
        throw new ProofFailed("It took longer than 60 s until %s: %s".formatted(what, now));
      }
      Pause.millis(20);
    }
  }
}
