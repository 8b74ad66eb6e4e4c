package dev.meanwhile.proof.webhooks;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.Pause;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// One call as its receiver sees it, and what the receiver can do about it.
final class Visit {
  private static final Pattern LENGTH = Pattern.compile("(?i)content-length: (\\d+)");

  private final Socket socket;
  private final int node;
  private final List<Integer> heard;
  private final String path;
  private final String head;
  private final String text;
  private final JsonNode body;

  /// @param node the port at which the node hears callbacks
  /// @param heard where to note how the node answered them
  Visit(Socket socket, int node, List<Integer> heard) throws IOException {
    this.socket = socket;
    this.node = node;
    this.heard = heard;
    InputStream in = socket.getInputStream();
    this.head = readHead(in);
    this.path = head.split(" ", 3)[1];
    Matcher length = LENGTH.matcher(head);
    byte[] bytes = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
    this.text = new String(bytes, StandardCharsets.UTF_8);
    this.body = Json.mapper().readTree(bytes);
  }

  private String readHead(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int c = in.read();
      if (c == 0x16 && head.size() == 0) {
        raw("HTTP/1.1 400 Bad Request\r\n\r\n");
        throw new EOFException("somebody wants TLS");
      }
      if (c < 0) {
        throw new EOFException("the call broke off");
      }
      head.write(c);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  String path() {
    return path;
  }

  String head() {
    return head;
  }

  String text() {
    return text;
  }

  String task() {
    return body.get("task_id").asString();
  }

  int attempt() {
    return body.get("attempt").asInt();
  }

  String token() {
    return body.get("callback").get("token").asString();
  }

  /// A whole answer.
  void answer(int status, String text, String... headers) throws IOException {
    var all = new StringBuilder("HTTP/1.1 ").append(status).append(" Word\r\n");
    for (String header : headers) {
      all.append(header).append("\r\n");
    }
    all.append("Content-Length: ").append(text.length()).append("\r\n\r\n").append(text);
    raw(all.toString());
  }

  void raw(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /// A byte a second, until the other side has enough.
  void drip(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      raw(text.substring(i, i + 1));
      Pause.millis(1000);
    }
  }

  /// Reads nothing and says nothing until the other side has enough.
  void hang() throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // It may still say something.
    }
  }

  /// Drops the connection as a failing network does.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /// Calls back.
  int say(String word, String json) throws IOException {
    return say(task(), word, json, token());
  }

  int say(String task, String word, String json, String token) throws IOException {
    try (var line = new Line(node)) {
      var answer =
          line.post(
              "/api/callbacks/" + task + "/" + word,
              json,
              Map.of("Authorization", "Bearer " + token));
      heard.add(answer.status());
      return answer.status();
    }
  }
}
