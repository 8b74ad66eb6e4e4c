package dev.meanwhile.proof.people;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Somebody's browser or program: it keeps cookies, and says what it is told to say.
final class Visitor {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final int port;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final List<String> always = new ArrayList<>();

  Visitor(int port) {
    this.port = port;
  }

  /// Says this with every request from now on.
  Visitor saying(String header, String value) {
    always.add(header);
    always.add(value);
    return this;
  }

  Visitor plant(String cookie, String value) {
    cookies.put(cookie, value);
    return this;
  }

  Reply get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Reply post(String path, Map<String, ?> body, String... headers) {
    return send("POST", path, body, headers);
  }

  Reply signIn(String username, String password, String... headers) {
    return post("/api/session", Map.of("username", username, "password", password), headers);
  }

  Reply send(String method, String path, @Nullable Map<String, ?> body, String... headers) {
    var request = request(path, headers);
    if (body == null) {
      request.method(method, BodyPublishers.noBody());
    } else {
      request.header("Content-Type", "application/json");
      request.method(method, BodyPublishers.ofString(Json.write(body)));
    }
    try {
      long sent = System.nanoTime();
      var answer = HTTP.send(request.build(), BodyHandlers.ofString());
      double millis = (System.nanoTime() - sent) / 1e6;
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      return new Reply(answer.statusCode(), answer.body(), millis);
    } catch (IOException e) {
      throw new ProofFailed("%s %s was not answered: %s".formatted(method, path, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    }
  }

  /// Begins a live stream.
  ///
  /// @return null when the node has none for this person
  @Nullable InputStream open(String path) {
    try {
      var answer = HTTP.send(request(path).build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() == 200) {
        return answer.body();
      }
      answer.body().close();
      if (answer.statusCode() != 403) {
        throw new ProofFailed("The live stream answered %d.".formatted(answer.statusCode()));
      }
      return null;
    } catch (IOException e) {
      throw new ProofFailed("The live stream was not opened: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProofFailed("The proof was interrupted.", e);
    }
  }

  private HttpRequest.Builder request(String path, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60));
    for (int i = 0; i < always.size(); i += 2) {
      request.header(always.get(i), always.get(i + 1));
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private void keep(String cookie) {
    int equals = cookie.indexOf('=');
    int end = cookie.indexOf(';');
    String value = cookie.substring(equals + 1, end < 0 ? cookie.length() : end);
    // A browser would forget it; somebody who means harm does not.
    if (!value.isEmpty()) {
      cookies.put(cookie.substring(0, equals), value);
    }
  }
}
