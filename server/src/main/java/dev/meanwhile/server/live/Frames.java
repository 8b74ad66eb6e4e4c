package dev.meanwhile.server.live;

import java.nio.charset.StandardCharsets;

/// Server-sent events as bytes.
///
/// Only what lasts has an `id`: a control frame with one would move the reader's position past
/// events it has not seen.
final class Frames {
  static final byte[] COMMENT = bytes(":\n\n");
  static final byte[] OPENING = bytes("retry: 3000\n\n");

  private Frames() {}

  static byte[] event(String name, String id, String json) {
    return bytes("id: " + id + "\nevent: " + name + "\ndata: " + line(json) + "\n\n");
  }

  static byte[] control(String name, String json) {
    return bytes("event: " + name + "\ndata: " + line(json) + "\n\n");
  }

  /// JSON holds line breaks only as white space between its tokens.
  private static String line(String json) {
    return json.indexOf('\n') < 0 && json.indexOf('\r') < 0
        ? json
        : json.replace('\n', ' ').replace('\r', ' ');
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
