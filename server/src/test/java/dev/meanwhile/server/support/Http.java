package dev.meanwhile.server.support;

import dev.meanwhile.engine.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A client that speaks plain HTTP to the server under test.
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final String base;

  public Http(String base) {
    this.base = base;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, BodyPublishers.noBody(), headers);
  }

  public Answer post(String path, String json, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/json";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return send("POST", path, BodyPublishers.ofString(json), all);
  }

  public Answer post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  public Answer send(String method, String path, BodyPublisher body, String... headers) {
    var request = request(path).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(CLIENT.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " was not answered: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
  }

  public HttpClient client() {
    return CLIENT;
  }

  /// Creates a task.
  ///
  /// @return its id
  public String task(String type, Map<String, ?> input) {
    Answer answer = post("/api/tasks", Json.write(Map.of("task_type", type, "input_data", input)));
    if (answer.status() != 202) {
      throw new AssertionError("The task was not created: " + answer);
    }
    return answer.json().get("id").asString();
  }

  /// The task as it is when it has ended.
  public JsonNode ended(String id) {
    return until(id, "done", "needs attention", "cancelled");
  }

  /// The task as it is when people read one of these words for it.
  public JsonNode until(String id, String... labels) {
    long version = 0;
    for (int i = 0; i < 100; i++) {
      JsonNode task = get("/api/tasks/" + id + "?wait=10&version=" + version).json();
      if (java.util.List.of(labels).contains(task.get("label").asString())) {
        return task;
      }
      version = task.get("version").asLong();
    }
    throw new AssertionError("The task did not come so far: " + get("/api/tasks/" + id));
  }

  /// What came back.
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public JsonNode json() {
      return Json.mapper().readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    @Override
    public String toString() {
      return status() + " " + response.headers().map() + " " + body();
    }
  }
}
