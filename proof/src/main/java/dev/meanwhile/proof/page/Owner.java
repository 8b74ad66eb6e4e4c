package dev.meanwhile.proof.page;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The person of the site: begins tasks, and has the key with which the site asks for tokens.
record Owner(HttpClient http, int port, String key) {
  private static final Pattern CODE = Pattern.compile("the code ([2-9A-Z]{5}(?:-[2-9A-Z]{5}){3})");
  private static final String PASSWORD = "seven green bicycles";

  /// Sets the house up as its first administrator, and makes a key.
  static Owner of(int port, Path log) throws IOException {
    Matcher code = CODE.matcher(Files.readString(log));
    if (!code.find()) {
      throw new ProofFailed("The node printed no set-up code.");
    }
    HttpClient http = HttpClient.newHttpClient();
    var stranger = new Owner(http, port, "");
    stranger.send(
        "POST",
        "/api/setup",
        Map.of(
            "code", code.group(1),
            "username", "ada",
            "full_name", "Ada Admin",
            "email", "ada@desk.example",
            "password", PASSWORD),
        Map.of());
    var entered =
        stranger.send(
            "POST", "/api/session", Map.of("username", "ada", "password", PASSWORD), Map.of());
    String cookie =
        entered.headers().allValues("Set-Cookie").stream()
            .map(line -> line.split(";", 2)[0])
            .collect(Collectors.joining("; "));
    var made =
        stranger.send(
            "POST",
            "/api/keys",
            Map.of("name", "site", "scope", "write"),
            Map.of("Cookie", cookie));
    return new Owner(http, port, Json.read(made.body(), JsonNode.class).get("secret").asString());
  }

  String create(String type, String thing, String input) {
    var task =
        Map.of(
            "task_type",
            type,
            "input_data",
            Json.mapper().readTree(input),
            "entity_type",
            "client",
            "entity_id",
            thing,
            "entity_label",
            "John Smith (" + thing + ")");
    return ask("POST", "/api/tasks", task).get("id").asString();
  }

  JsonNode events(String task) {
    return ask("GET", "/api/tasks/" + task + "/events?limit=1000", Map.of()).get("items");
  }

  /// A token for the visitor, as the answer has it.
  String token() {
    return ask("POST", "/api/widget-tokens", Map.of("username", "ada")).toString();
  }

  static long millis(String time) {
    return OffsetDateTime.parse(time).toInstant().toEpochMilli();
  }

  private JsonNode ask(String method, String path, Map<String, ?> body) {
    var answer = send(method, path, body, Map.of("Authorization", "Bearer " + key));
    return Json.mapper().readTree(answer.body());
  }

  private HttpResponse<String> send(
      String method, String path, Map<String, ?> body, Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                method,
                method.equals("GET")
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(Json.write(body)));
    if (!method.equals("GET")) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::header);
    try {
      var answer = http.send(request.build(), BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new ProofFailed(
            "%s %s was answered with %d: %s"
                .formatted(method, path, answer.statusCode(), answer.body()));
      }
      return answer;
    } catch (IOException e) {
      throw new ProofFailed("The node does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    }
  }

  /// It holds a key.
  @Override
  public String toString() {
    return "Owner[" + port + "]";
  }
}
