package dev.meanwhile.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Sse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowReaderTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.live.mailbox=50", "meanwhile.worker=false");

  private final Http http = server.http();

  /// It reads nothing until the pipe, the mailbox and all buffers between are full.
  @Test
  @Timeout(120)
  void a_reader_that_does_not_read_is_cut_off_and_the_others_miss_nothing() throws Exception {
    try (Socket slow = opened("/api/live");
        Sse quick = Sse.open(http, "/api/live")) {
      quick.next("snapshot");
      long sent = 0;
      int heard = 0;
      var seen = new HashSet<String>();
      while (seats() > 1) {
        assertThat(sent).as("bytes before the cut").isLessThan(200_000_000L);
        server.bean(Tasks.class).submitAll(Collections.nCopies(40, large()));
        for (int i = 0; i < 40; i++, heard++) {
          seen.add(quick.next("task").json().get("task_id").asString());
        }
        sent += 40 * 10_000;
      }

      assertThat(seen).hasSize(heard);
      assertThat(drained(slow)).isLessThan(sent);
    }
  }

  private int seats() {
    return server.bean(Seats.class).taken();
  }

  private static NewTask large() {
    return NewTask.of("echo", "{}")
        .about(new Entity("thing", UUID.randomUUID().toString(), "x".repeat(10_000)));
  }

  private Socket opened(String path) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
    socket
        .getOutputStream()
        .write(
            "GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n"
                .formatted(path)
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /// How many bytes still come before the connection ends.
  private static long drained(Socket socket) {
    long bytes = 0;
    try {
      var buffer = new byte[65_536];
      for (int read = socket.getInputStream().read(buffer);
          read >= 0;
          read = socket.getInputStream().read(buffer)) {
        bytes += read;
      }
    } catch (IOException _) {
      // reset by the server, which is the end as well
    }
    return bytes;
  }
}
