package dev.meanwhile.apps.errands.dataimport.support;

import dev.meanwhile.engine.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Somebody who imports files over HTTP.
public final class Client {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String base;

  Client(String base) {
    this.base = base;
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer post(String path, Map<String, ?> json) {
    return send("POST", path, BodyPublishers.ofString(Json.write(json)));
  }

  /// @return the id of the upload
  public String upload(String name, byte[] bytes) {
    Answer answer = send("POST", "/api/uploads?name=" + name, BodyPublishers.ofByteArray(bytes));
    return answer.expect(201).json().get("id").asString();
  }

  public String upload(String name, String text) {
    return upload(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Asks for an import without expecting anything of the answer.
  public Answer ask(Map<String, ?> input) {
    return post("/api/tasks", Map.of("task_type", "data_import", "input_data", input));
  }

  /// Starts an import.
  ///
  /// @return the id of the task
  public String start(Map<String, ?> input) {
    return ask(input).expect(202).json().get("id").asString();
  }

  /// Uploads and imports a CSV file to its end.
  public JsonNode imported(String target, byte[] file, Map<String, ?> mappingConfig) {
    var input = new HashMap<String, Object>();
    input.put("source_type", "csv");
    input.put("upload_id", upload("rows.csv", file));
    input.put("target", target);
    input.put("mapping_config", mappingConfig);
    return ended(start(input));
  }

  public JsonNode imported(String target, String file) {
    return imported(target, file.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  /// The task as it is when it has ended.
  public JsonNode ended(String id) {
    return until(id, "done", "needs attention", "cancelled");
  }

  /// The task as it is when people read one of these words for it.
  public JsonNode until(String id, String... labels) {
    long version = 0;
    for (int i = 0; i < 500; i++) {
      JsonNode task = get("/api/tasks/" + id + "?wait=10&version=" + version).json();
      if (List.of(labels).contains(task.get("label").asString())) {
        return task;
      }
      version = task.get("version").asLong();
    }
    throw new AssertionError("The task did not come so far: " + get("/api/tasks/" + id).body());
  }

  /// All sentences that people could read, in their order.
  public List<String> sentences(String id) {
    JsonNode events = get("/api/tasks/" + id + "/events?limit=200").json().get("items");
    return events
        .valueStream()
        .map(event -> event.path("event_data").path("status_message"))
        .filter(JsonNode::isString)
        .map(JsonNode::stringValue)
        .toList();
  }

  private Answer send(String method, String path, BodyPublisher body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(method, body)
            .build();
    try {
      return new Answer(HTTP.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " was not answered: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// What came back.
  public record Answer(HttpResponse<byte[]> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      return Json.mapper().readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public Answer expect(int status) {
      if (status() != status) {
        throw new AssertionError("Expected %d, but was %d: %s".formatted(status, status(), body()));
      }
      return this;
    }
  }
}
