package dev.meanwhile.server.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/// Gives a sender who is told that its body is too large, and goes on sending, the time to read
/// that: closing the connection at once would tear the answer up with it.
final class Drain {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private Drain() {}

  static void after(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.flushBuffer();
    if (request.getHeader("Expect") != null) {
      return; // it sends nothing before it has our answer
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    long passed = 0;
    var buffer = new byte[64 * 1024];
    var body = request.getInputStream();
    for (int read = body.read(buffer);
        read >= 0 && passed < MOST_BYTES && System.nanoTime() < end;
        read = body.read(buffer)) {
      passed += read;
    }
  }
}
