package dev.meanwhile.proof.security;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// One person who opens very many live streams.
///
/// @param streams how many
/// @param allowed how many the server was told to allow
record Crowd(int streams, int allowed) implements Trial {

  @Override
  public void run(House house, Count count) throws IOException {
    var open = new ArrayList<Socket>();
    int live = 0;
    try {
      for (int i = 0; i < streams; i++) {
        var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), house.nobody().port());
        open.add(socket);
        socket.setSoTimeout(15_000);
        socket
            .getOutputStream()
            .write(
                "GET /api/live HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n\r\n"
                    .formatted(house.nobody().port(), house.as("agent2").cookie())
                    .getBytes(ISO_8859_1));
        String first = new String(socket.getInputStream().readNBytes(12), ISO_8859_1);
        live += first.endsWith("200") ? 1 : 0;
        boolean held = first.endsWith("429") || (first.endsWith("200") && live <= allowed);
        count.one(Threat.T18, held, "Stream %d of one person: %s".formatted(i + 1, first));
      }
      Reply other = house.as("agent1").get("/api/me");
      count.one(Threat.T18, other.status() == 200, "Others are shut out: " + other.status());
    } finally {
      for (Socket socket : List.copyOf(open)) {
        socket.close();
      }
    }
  }
}
