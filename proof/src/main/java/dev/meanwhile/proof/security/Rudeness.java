package dev.meanwhile.proof.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/// Requests that are broken, huge, or two at once: none may be answered with a 5xx.
///
/// @param requests how many are made up
/// @param raw whether to send what is not even HTTP
record Rudeness(int requests, boolean raw) implements Trial {
  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "CONNECT", "BREW",
          "get", "");
  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "\"",
          ":",
          ",",
          "null",
          "true",
          "1e400",
          "-0",
          "1".repeat(400),
          "\"task_type\"",
          "\"nothing\"",
          "\"input_data\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"entity_id\"",
          "\"run_at\"",
          "\"9999999-01-01T00:00:00Z\"",
          "\u0000",
          "\u00ff",
          "é",
          "[[[[[[[[",
          "{\"a\":",
          "\"reason\"",
          "\"id\"",
          "\"role\"",
          "\\",
          "//",
          "/*",
          "NaN",
          "\n");
  private static final List<String> PATHS =
      List.of(
          "/%2e%2e/",
          "//",
          "/..;/",
          "/api//tasks",
          "/api/tasks/",
          "/api/tasks/%00",
          "/api/tasks/%ff",
          "/api/tasks/..%2f",
          "/API/TASKS",
          "/api/tasks;x=1",
          "/api/tasks/x",
          "/%",
          "/%zz",
          "/api/tasks?%",
          "/api/tasks?limit=%ff",
          "/api/tasks?=",
          "/?" + "a=1&".repeat(500),
          "/" + "a".repeat(9000),
          "*",
          "http://evil.example/",
          "/api/tasks#x",
          "/\u00e9",
          "/api/live?task=x",
          "/api/uploads",
          "/api/audit?since=x");
  private static final List<String> HEADERS =
      List.of(
          "If-Match",
          "If-None-Match",
          "Idempotency-Key",
          "Prefer",
          "Accept",
          "Content-Type",
          "Authorization",
          "X-Request-Id",
          "Last-Event-ID",
          "Range",
          "Expect",
          "X-Forwarded-For",
          "Forwarded",
          "Cookie",
          "Accept-Encoding",
          "X-Forwarded-Host");

  @Override
  public void run(House house, Count count) {
    RandomGenerator chance = house.chance();
    for (int i = 0; i < requests; i++) {
      Guest guest = chance.nextInt(4) == 0 ? house.nobody() : house.as("agent1");
      Routes.Change route = Routes.BODIES.get(chance.nextInt(Routes.BODIES.size()));
      boolean odd = chance.nextInt(5) == 0;
      String path =
          odd
              ? PATHS.get(chance.nextInt(PATHS.size()))
              : chance.nextBoolean()
                  ? route.path().formatted(chance.nextBoolean() ? house.row("task") : "x")
                  : Routes.EVERYWHERE.get(chance.nextInt(Routes.EVERYWHERE.size()));
      String method =
          chance.nextInt(3) == 0 ? METHODS.get(chance.nextInt(METHODS.size())) : route.method();
      String body = body(chance);
      var headers = new LinkedHashMap<String, String>();
      headers.put("Content-Type", chance.nextInt(5) == 0 ? piece(chance) : "application/json");
      headers.put(HEADERS.get(chance.nextInt(HEADERS.size())), piece(chance));
      Reply reply = guest.send(method, path, headers, body);
      count.one(
          Threat.T22, fine(reply), "%s %s %s: %d".formatted(method, path, body, reply.status()));
    }
    if (raw) {
      broken(house, count);
    }
  }

  /// The connection may be closed without a word; what is said must not be our fault.
  private static boolean fine(Reply reply) {
    return reply.status() < 500 && !reply.body().contains("neither answered nor hung up");
  }

  private static String body(RandomGenerator chance) {
    if (chance.nextInt(40) == 0) {
      return "[".repeat(20_000);
    }
    var text = new StringBuilder(chance.nextBoolean() ? "{\"task_type\":\"nothing\"," : "");
    for (int i = chance.nextInt(12); i > 0; i--) {
      text.append(PIECES.get(chance.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  private static String piece(RandomGenerator chance) {
    String piece = PIECES.get(chance.nextInt(PIECES.size())).replaceAll("[\\r\\n\u0000]", "");
    return chance.nextInt(30) == 0 ? "x".repeat(3000) : piece;
  }

  /// Bytes that are no proper request, or that two servers would read in two ways.
  private static void broken(House house, Count count) {
    String host = "Host: 127.0.0.1:" + house.nobody().port() + "\r\n";
    for (String bytes :
        List.of(
            "GET / HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + host + "\r\n",
            "GET / HTTP/9.9\r\n" + host + "\r\n",
            "GET  /  HTTP/1.1\r\n" + host + "\r\n",
            "POST /api/tasks HTTP/1.1\r\n"
                + host
                + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}",
            "POST /api/tasks HTTP/1.1\r\n" + host + "Content-Length: -1\r\n\r\n",
            "POST /api/tasks HTTP/1.1\r\n" + host + "Content-Length: 5, 5\r\n\r\nabcde",
            "POST /api/tasks HTTP/1.1\r\n"
                + host
                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/users HTTP/1.1\r\n\r\n",
            "POST /api/tasks HTTP/1.1\r\n"
                + host
                + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            "POST /api/tasks HTTP/1.1\r\n" + host + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
            "POST /api/tasks HTTP/1.1\r\n" + host + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            "POST /api/tasks HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
            "POST /api/tasks HTTP/1.1\r\n"
                + host
                + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n\r\n",
            "GET / HTTP/1.1\n" + host.replace("\r", "") + "\n",
            "GET / HTTP/1.1\r\n" + host + " folded: x\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + "X\u0000: y\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + "X: " + "y".repeat(200_000) + "\r\n\r\n",
            "GET / HTTP/1.1\r\n" + host + "X: y\r\n".repeat(5_000) + "\r\n",
            "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + host + "\r\n",
            "\u0016\u0003\u0001\u0000hello",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "\r\n\r\n\r\n",
            "\u0000\u0000\u0000\u0000")) {
      Reply reply =
          house
              .nobody()
              .raw(
                  (bytes.contains("Connection")
                          ? bytes
                          : bytes.replaceFirst("\r\n", "\r\nConnection: close\r\n"))
                      .getBytes(ISO_8859_1));
      boolean one = reply.body().indexOf("HTTP/1.1 ", 1) < 0;
      count.one(
          Threat.T22,
          reply.status() < 500 && one,
          "%s: %d".formatted(bytes.length() > 60 ? bytes.substring(0, 60) : bytes, reply.status()));
    }
  }
}
