package dev.meanwhile.proof.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.ProofFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Somebody who speaks HTTP over a bare socket and may say anything.
///
/// @param cookie what proves who it is; empty for nobody
/// @param witness sees every reply
record Guest(int port, String cookie, Consumer<Reply> witness) {
  private static final int PATIENCE_MS = 8_000;

  Guest as(String other) {
    return new Guest(port, other, witness);
  }

  Reply get(String path) {
    return send("GET", path, Map.of(), "");
  }

  Reply delete(String path) {
    return send("DELETE", path, Map.of(), "");
  }

  Reply post(String path, Map<String, ?> body) {
    return send("POST", path, Map.of("Content-Type", "application/json"), Json.write(body));
  }

  Reply put(String path, Map<String, ?> body) {
    return send("PUT", path, Map.of("Content-Type", "application/json"), Json.write(body));
  }

  /// The body of a request that must succeed.
  JsonNode must(Reply reply) {
    if (reply.status() < 200 || reply.status() > 299) {
      throw new ProofFailed("The server answered %d: %s".formatted(reply.status(), reply.body()));
    }
    return reply.json();
  }

  Reply send(String method, String path, Map<String, String> headers, String body) {
    byte[] bytes = body.getBytes(UTF_8);
    var all = new LinkedHashMap<String, String>();
    all.put("Host", "127.0.0.1:" + port);
    all.put("Connection", "close");
    if (bytes.length > 0 || !method.equals("GET")) {
      all.put("Content-Length", Integer.toString(bytes.length));
    }
    if (!cookie.isEmpty()) {
      all.put("Cookie", cookie);
    }
    all.putAll(headers);
    var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    all.forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    var whole = new ByteArrayOutputStream();
    whole.writeBytes(text.append("\r\n").toString().getBytes(UTF_8));
    whole.writeBytes(bytes);
    return raw(whole.toByteArray());
  }

  /// Sends exactly these bytes and reads to the end.
  Reply raw(byte[] request) {
    long sent = System.nanoTime();
    byte[] answer = new byte[0];
    try (var socket = new Socket()) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 5_000);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (IOException _) {
        // It may hang up before it has heard everything, and still have said why.
      }
      answer = drained(socket.getInputStream());
    } catch (IOException e) {
      throw new ProofFailed("The server does not answer: " + e.getMessage(), e);
    }
    var reply = Reply.read(answer, (System.nanoTime() - sent) / 1e6);
    witness.accept(reply);
    return reply;
  }

  private static byte[] drained(InputStream in) {
    var all = new ByteArrayOutputStream();
    var buffer = new byte[16 * 1024];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (SocketTimeoutException _) {
      all.writeBytes("\n(the server neither answered nor hung up)".getBytes(UTF_8));
    } catch (IOException _) {
      // Reset: what has come so far is all there is.
    }
    return all.toByteArray();
  }
}
