package dev.meanwhile.server.support;

import dev.meanwhile.engine.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One open stream of server-sent events, read as a browser would read it.
public final class Sse implements AutoCloseable {
  private static final String BROKEN = "broken";
  private static final Frame END = new Frame(null, "end", "");

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

  /// @param id null when the frame has none
  /// @param event `comment`, `retry` or the name of the event; `end` when the stream has ended
  public record Frame(@Nullable String id, String event, String data) {
    public JsonNode json() {
      return Json.mapper().readTree(data);
    }
  }

  private Sse(HttpResponse<InputStream> response) {
    this.response = response;
    if (response.statusCode() == 200) {
      Thread.ofVirtual().start(this::read);
    }
  }

  public static Sse open(Http http, String path, String... headers) {
    var request = http.request(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Sse(http.client().send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new AssertionError("The stream was not opened", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  public int status() {
    return response.statusCode();
  }

  public String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  /// The next frame of any kind.
  public Frame next() {
    try {
      Frame frame = frames.poll(30, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("No frame came");
      }
      return frame;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  /// The next frame with this event; others before it are passed over.
  public Frame next(String event) {
    while (true) {
      Frame frame = next();
      if (frame.event().equals(event)) {
        return frame;
      }
      if (frame.event().equals(BROKEN)) {
        throw new AssertionError("Not a line of a stream: " + frame.data());
      }
      if (frame.equals(END)) {
        throw new AssertionError("The stream ended before a frame '" + event + "'");
      }
    }
  }

  private void read() {
    String id = null;
    String event = "";
    var data = new StringBuilder();
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (!event.isEmpty()) {
            frames.add(new Frame(id, event, data.toString()));
          }
          id = null;
          event = "";
          data.setLength(0);
        } else if (line.startsWith(":")) {
          event = "comment";
        } else if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data.append(line.substring(6));
        } else if (line.startsWith("retry: ")) {
          event = "retry";
          data.append(line.substring(7));
        } else {
          frames.add(new Frame(null, BROKEN, line));
        }
      }
    } catch (IOException _) {
      // cut off
    } finally {
      frames.add(END);
    }
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException _) {
      // it is closed all the same
    }
  }
}
