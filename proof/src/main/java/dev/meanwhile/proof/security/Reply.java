package dev.meanwhile.proof.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meanwhile.engine.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What came back; status 0 when the server only closed the connection.
record Reply(int status, List<String> headers, String body, double millis) {
  private static final Pattern TALKATIVE =
      Pattern.compile(
          "Exception|\\bat (?:dev|java|org|tools)\\.|org\\.postgresql|java\\.lang|\\.java:\\d|(?i:syntax error)"
              + "|(?i:select .{1,80} from )|meanwhile\\.(?:tasks|users|audit_logs)|/home/|/root/|/usr/lib|jetty|Jetty");

  static Reply read(byte[] raw, double millis) {
    String text = new String(raw, ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0 || !text.startsWith("HTTP/1.1 ")) {
      return new Reply(0, List.of(), text, millis);
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\r\n")));
    int status = Integer.parseInt(lines.removeFirst().substring(9, 12));
    String body = text.substring(end + 4);
    boolean chunked =
        lines.stream()
            .anyMatch(line -> line.toLowerCase(Locale.ROOT).equals("transfer-encoding: chunked"));
    return new Reply(
        status,
        lines,
        new String((chunked ? joined(body) : body).getBytes(ISO_8859_1), UTF_8),
        millis);
  }

  private static String joined(String chunks) {
    var whole = new StringBuilder();
    int at = 0;
    for (int end = chunks.indexOf("\r\n"); end > at; end = chunks.indexOf("\r\n", at)) {
      int size = Integer.parseInt(chunks.substring(at, end), 16);
      int until = Math.min(end + 2 + size, chunks.length());
      whole.append(chunks, end + 2, until);
      at = until + 2;
    }
    return whole.toString();
  }

  @Nullable String header(String name) {
    String start = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse(null);
  }

  JsonNode json() {
    return Json.mapper().readTree(body);
  }

  boolean refused() {
    return status >= 400 && status < 500;
  }

  /// Whether it tells of our insides. What was asked may be repeated, also shortened: whoever asked
  /// knows it.
  boolean talkative() {
    String told = body;
    for (String asked : Words.SQL) {
      for (int length = asked.length(); length > 20; length--) {
        told = told.replace(asked.substring(0, length), "…");
      }
    }
    return TALKATIVE.matcher(told).find() || header("Server") != null;
  }
}
