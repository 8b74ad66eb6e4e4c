package dev.meanwhile.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// The ports of 127.0.0.1.
final class Ports {
  // Below the ports that systems hand out to clients: while our server restarts, no client of
  // anybody can get its port by chance.
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;

  private Ports() {}

  static int free() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new PostgresFailed(
        "No free port was found for PostgreSQL between %d and %d on 127.0.0.1. Give it a port of its own."
            .formatted(FIRST, LAST));
  }

  static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  static PostgresFailed taken(int port) {
    return new PostgresFailed(
        "Port %d on 127.0.0.1 is taken by another program, so PostgreSQL cannot listen there. Stop that program, or give PostgreSQL another port (0 takes a free one)."
            .formatted(port));
  }
}
