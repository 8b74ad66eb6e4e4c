package dev.meanwhile.proof.n8n;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Answer;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The proof's hands at both servers: it creates tasks, looks at them, and calls n8n's webhooks as
/// a page would.
///
/// @param node the port of Meanwhile
/// @param n8n the port of n8n
record Office(int node, int n8n) {
  private static final long PATIENCE_NANOS = 240_000_000_000L;
  private static final Set<String> ENDED =
      Set.of("done", "needs attention", "cancelled", "dismissed");

  String submit(String type, Object input) {
    var body = Map.of("task_type", type, "input_data", input);
    return ask(node, "POST", "/api/tasks", body).json(202).get("id").asString();
  }

  JsonNode read(String task) {
    return ask(node, "GET", "/api/tasks/" + task, Map.of()).json(200);
  }

  void cancel(String task) {
    ask(node, "POST", "/api/tasks/" + task + "/cancellation", Map.of()).json(200);
  }

  /// The task when it has ended for good.
  JsonNode ended(String task) {
    await("task %s has ended".formatted(task), () -> isOver(read(task)));
    return read(task);
  }

  static boolean isOver(JsonNode task) {
    return ENDED.contains(task.get("label").asString());
  }

  /// All sentences people could read, in order.
  List<String> sentences(String task) {
    JsonNode page =
        ask(node, "GET", "/api/tasks/" + task + "/events?limit=200", Map.of()).json(200);
    return StreamSupport.stream(page.get("items").spliterator(), false)
        .map(event -> event.get("event_data").path("status_message").asString(""))
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  /// A key of the supervisor, as she would make it on her page.
  String key() {
    var body = Map.of("name", "n8n", "scope", "write");
    return ask(node, "POST", "/api/keys", body).json(201).get("secret").asString();
  }

  /// What n8n's error workflow sends.
  Answer reportFailure(String execution, String key) {
    var body =
        Map.of(
            "execution",
            Map.of(
                "id",
                execution,
                "error",
                Map.of("message", "Workflow did not finish, possible out-of-memory issue"),
                "lastNodeExecuted",
                "OpenRouter"));
    try (var line = new Line(node)) {
      return line.post(
          "/api/executions/" + execution + "/failure",
          Json.write(body),
          Map.of("Authorization", "Bearer " + key));
    } catch (IOException e) {
      throw new ProofFailed("Meanwhile did not answer: " + e, e);
    }
  }

  /// Calls a webhook of n8n.
  Answer webhook(String path, Object body) {
    return webhook(path, body, Map.of("X-Meanwhile-Key", Secret.CALL));
  }

  Answer webhook(String path, Object body, Map<String, String> headers) {
    try (var line = new Line(n8n)) {
      return line.post("/webhook/" + path, Json.write(body), headers);
    } catch (IOException e) {
      throw new ProofFailed("n8n did not answer: " + e, e);
    }
  }

  private static Answer ask(int port, String method, String path, Object body) {
    try (var line = new Line(port)) {
      return method.equals("GET") ? line.get(path) : line.post(path, Json.write(body));
    } catch (IOException e) {
      throw new ProofFailed("Meanwhile did not answer %s %s: %s".formatted(method, path, e), e);
    }
  }

  static void await(String what, BooleanSupplier question) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new ProofFailed("It took longer than four minutes until %s.".formatted(what));
      }
      Pause.millis(100);
    }
  }
}
