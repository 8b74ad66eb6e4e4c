package dev.meanwhile.proof.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meanwhile.proof.ProofFailed;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;

/// The frames of a stream of server-sent events.
public final class Frames {
  private final BufferedReader lines;

  private Frames(BufferedReader lines) {
    this.lines = lines;
  }

  /// One frame; `id` is empty when it has none.
  public record Frame(String event, String id, String data) {}

  static Frames read(InputStream in) throws IOException {
    var head = Head.read(in);
    var body = head.chunked() ? new Chunks(in) : in;
    if (head.status() != 200) {
      throw new ProofFailed("The live stream answered %d.".formatted(head.status()));
    }
    return new Frames(new BufferedReader(new InputStreamReader(body, UTF_8), 32 * 1024));
  }

  /// The next frame that carries data; comments are passed over.
  public Frame next() throws IOException {
    var event = "message";
    var id = "";
    var data = new StringBuilder();
    while (true) {
      var line = lines.readLine();
      if (line == null) {
        throw new EOFException("the stream ended");
      }
      if (line.isEmpty()) {
        if (!data.isEmpty()) {
          return new Frame(event, id, data.toString());
        }
        if (!id.isEmpty()) {
          throw new ProofFailed(
              "A frame without data carries the id %s: it would move a reader past what it has not seen."
                  .formatted(id));
        }
        event = "message";
        id = "";
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line));
      } else if (line.startsWith("id:")) {
        id = value(line);
      } else if (line.startsWith("event:")) {
        event = value(line);
      }
    }
  }

  private static String value(String line) {
    int colon = line.indexOf(':');
    return line.startsWith(" ", colon + 1) ? line.substring(colon + 2) : line.substring(colon + 1);
  }
}
