package dev.meanwhile.apps.desk.support;

import dev.meanwhile.engine.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody who sits at the desk and uses its API.
///
/// @param cookie of somebody else than the demo's supervisor; empty for none
public record Agent(String base, String cookie) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public Agent(String base) {
    this(base, "");
  }

  /// The same as somebody else of the demo: `dora`.
  public Agent as(String username) {
    var answer = send("POST", "/api/session/demo", Map.of("username", username), Map.of());
    String cookies =
        String.join(
            "; ",
            answer.response().headers().allValues("set-cookie").stream()
                .map(one -> one.substring(0, one.indexOf(';')))
                .toList());
    return new Agent(base, cookies);
  }

  public Answer get(String path, String... query) {
    var address = new StringBuilder(path);
    for (int i = 0; i < query.length; i += 2) {
      address
          .append(i == 0 ? '?' : '&')
          .append(query[i])
          .append('=')
          .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
    }
    return send("GET", address.toString(), null, Map.of());
  }

  public Answer post(String path, Map<String, ?> form) {
    return send("POST", path, form, Map.of());
  }

  public Answer put(String path, Map<String, ?> form) {
    return send("PUT", path, form, Map.of());
  }

  public Answer keyed(String key, String path, Map<String, ?> form) {
    return send("POST", path, form, Map.of("Idempotency-Key", key));
  }

  public Answer send(
      String method, String path, @Nullable Map<String, ?> form, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(
                method,
                form == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(form)));
    var all = new HashMap<>(headers);
    if (!cookie.isEmpty()) {
      all.put("Cookie", cookie);
      all.put("Origin", base);
    }
    all.forEach(request::header);
    try {
      return new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " was not answered: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /// What came back.
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      return Json.mapper().readTree(response.body());
    }

    public Answer expect(int status) {
      if (status() != status) {
        throw new AssertionError(
            "Expected %d, but was %d: %s".formatted(status, status(), response.body()));
      }
      return this;
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /// The task types it left for later.
    public List<String> tasks() {
      return json().get("tasks").valueStream().map(one -> one.get("task_type").asString()).toList();
    }

    /// What is wrong with which field: "/phone bad_value".
    public List<String> errors() {
      return json()
          .get("errors")
          .valueStream()
          .map(one -> one.get("pointer").asString() + " " + one.get("code").asString())
          .toList();
    }
  }
}
