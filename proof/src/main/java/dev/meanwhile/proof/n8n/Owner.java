package dev.meanwhile.proof.n8n;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Answer;
import dev.meanwhile.proof.http.Line;
import java.io.IOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The person an n8n belongs to, who uses its pages' interface.
final class Owner {
  private static final Map<String, Object> PERSON =
      Map.of(
          "email", "owner@desk.example",
          "firstName", "Olga",
          "lastName", "Owner",
          "password", "Seven-green-8-bicycles");

  private final int port;
  private final String cookie;

  private Owner(int port, String cookie) {
    this.port = port;
    this.cookie = cookie;
  }

  /// Sets a fresh n8n up.
  static Owner of(int port) {
    Answer answer = new Owner(port, "").send("POST", "/rest/owner/setup", PERSON);
    String cookie = answer.headers().getOrDefault("set-cookie", "").replaceFirst(";.*", "");
    if (answer.status() != 200 || cookie.isEmpty()) {
      throw new ProofFailed("n8n has no owner: %d %s".formatted(answer.status(), answer.text()));
    }
    return new Owner(port, cookie);
  }

  void activate(String workflow) {
    String version =
        ask("GET", "/rest/workflows/" + workflow, Map.of()).path("versionId").asString("");
    JsonNode answer =
        ask("POST", "/rest/workflows/" + workflow + "/activate", Map.of("versionId", version));
    if (!answer.path("active").asBoolean(false)) {
      throw new ProofFailed("n8n did not activate %s: %s".formatted(workflow, answer));
    }
  }

  /// What the credential's own test says: "OK" or "Error", and why.
  String test(String id, String name, String type, Map<String, String> data) {
    var credential = Map.of("id", id, "name", name, "type", type, "data", data);
    JsonNode answer = ask("POST", "/rest/credentials/test", Map.of("credentials", credential));
    return answer.path("status").asString("") + " " + answer.path("message").asString("");
  }

  /// The state of a run: running, success, error, crashed.
  String run(String execution) {
    return ask("GET", "/rest/executions/" + execution, Map.of()).path("status").asString("unknown");
  }

  private JsonNode ask(String method, String path, Map<String, Object> body) {
    Answer answer = send(method, path, body);
    if (answer.status() != 200) {
      throw new ProofFailed(
          "n8n answered %s %s with %d: %s".formatted(method, path, answer.status(), answer.text()));
    }
    return Json.mapper().readTree(answer.text()).path("data");
  }

  private Answer send(String method, String path, Map<String, Object> body) {
    var headers =
        cookie.isEmpty()
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", "Cookie", cookie);
    byte[] bytes = method.equals("GET") ? new byte[0] : Json.write(body).getBytes(UTF_8);
    try (var line = new Line(port)) {
      return line.ask(method, path, headers, bytes);
    } catch (IOException e) {
      throw new ProofFailed("n8n did not answer %s %s: %s".formatted(method, path, e), e);
    }
  }
}
