package dev.meanwhile.proof.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;

/// Everything the live stream tells somebody who may hear all.
final class Overheard implements AutoCloseable {
  private final Socket socket;
  private final AtomicLong length = new AtomicLong();

  Overheard(Guest guest, Queue<String> heard) throws IOException {
    socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), guest.port());
    socket
        .getOutputStream()
        .write(
            "GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n\r\n"
                .formatted(guest.port(), guest.cookie())
                .getBytes(ISO_8859_1));
    Thread.ofVirtual()
        .name("overheard")
        .start(() -> {
          try (var lines =
              new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              heard.add(line);
              length.addAndGet(line.length());
            }
          } catch (IOException _) {
            // The end.
          }
        });
  }

  long length() {
    return length.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
