package dev.meanwhile.proof.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What a node answered.
///
/// @param headers by their names in lower case
/// @param nanos from the sent request to the beginning of the answer
public record Answer(int status, Map<String, String> headers, String text, long nanos) {

  static Answer read(InputStream in, long sent) throws IOException {
    var head = Head.read(in);
    long nanos = System.nanoTime() - sent;
    if (head.chunked()) {
      var text = new String(new Chunks(in).readAllBytes(), UTF_8);
      return new Answer(head.status(), Map.copyOf(head.headers()), text, nanos);
    }
    int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the answer ended early");
    }
    return new Answer(head.status(), Map.copyOf(head.headers()), new String(body, UTF_8), nanos);
  }

  /// The body, when the status is the one that must be.
  public JsonNode json(int expected) {
    if (status != expected) {
      throw new ProofFailed(
          "The node answered %d instead of %d: %s".formatted(status, expected, text));
    }
    return Json.mapper().readTree(text);
  }

  public double millis() {
    return nanos / 1e6;
  }
}
