package dev.meanwhile.server.support;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.support.Http.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A client that keeps cookies, as a browser does.
public final class Browser {
  private final Http http;
  private final Map<String, String> cookies = new LinkedHashMap<>();

  public Browser(Http http) {
    this.http = http;
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  public Answer post(String path, Map<String, ?> body, String... headers) {
    return send("POST", path, body, headers);
  }

  public Answer put(String path, Map<String, ?> body) {
    return send("PUT", path, body);
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  public Answer send(
      String method,
      String path,
      @org.jspecify.annotations.Nullable Map<String, ?> body,
      String... headers) {
    var all = Stream.of(headers).collect(Collectors.toList());
    if (!cookies.isEmpty()) {
      all.add("Cookie");
      all.add(cookieHeader());
    }
    if (body != null) {
      all.add("Content-Type");
      all.add("application/json");
    }
    var publisher =
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body));
    Answer answer = http.send(method, path, publisher, all.toArray(String[]::new));
    for (String cookie : answer.response().headers().allValues("Set-Cookie")) {
      String[] parts = cookie.split(";", 2)[0].split("=", 2);
      if (parts[1].isEmpty()) {
        cookies.remove(parts[0]);
      } else {
        cookies.put(parts[0], parts[1]);
      }
    }
    return answer;
  }

  public String cookieHeader() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  public String cookie(String name) {
    return cookies.getOrDefault(name, "");
  }

  public void plant(String name, String value) {
    cookies.put(name, value);
  }

  public Answer signIn(String username, String password) {
    return post("/api/session", Map.of("username", username, "password", password));
  }

  public JsonNode session() {
    return get("/api/session").json();
  }
}
