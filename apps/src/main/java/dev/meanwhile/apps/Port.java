package dev.meanwhile.apps;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// A port of 127.0.0.1 that somebody chose to listen on.
record Port(int number) {
  static final int USUAL = 8080;

  static Port of(String text) {
    try {
      int number = Integer.parseInt(text.strip());
      if (number > 0 && number <= 65_535) {
        return new Port(number);
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new Refused("A port is a number from 1 to 65535, not '%s'.".formatted(text));
  }

  void requireFree() {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), number));
    } catch (IOException _) {
      throw new Refused(
          "Port %d is taken by another program. Stop that program, or choose another port: ./meanwhile demo --port %d"
              .formatted(number, number == 65_535 ? USUAL : number + 1));
    }
  }
}
