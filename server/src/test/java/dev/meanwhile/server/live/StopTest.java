package dev.meanwhile.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class StopTest {
  @RegisterExtension static final RunningServer server = RunningServer.with("meanwhile.lease=5s");

  @Test
  @Timeout(90)
  void a_node_that_stops_ends_its_streams_answers_who_waits_and_hands_its_work_back()
      throws Exception {
    Http stayer = server.http();
    var leaver = server.start("meanwhile.node=leaver", "meanwhile.worker=true");
    var http = new Http("http://127.0.0.1:" + RunningServer.port(leaver));
    String running = http.task("stay", Map.of());
    http.until(running, "running");
    String done = http.task("echo", Map.of());
    long version = http.ended(done).get("version").asLong();
    var poll =
        CompletableFuture.supplyAsync(
            () -> http.get("/api/tasks/%s?wait=60&version=%d".formatted(done, version)));
    try (Sse stream = Sse.open(http, "/api/live")) {
      stream.next("snapshot");
      while (leaver.getBean(LiveHub.class).clients() < 2) {
        Thread.onSpinWait();
      }

      long began = System.nanoTime();
      leaver.close();
      Duration taken = Duration.ofNanos(System.nanoTime() - began);

      assertThat(stream.next("end")).isNotNull();
      assertThat(taken).isLessThan(Duration.ofSeconds(9));
      Answer answer = poll.get(5, TimeUnit.SECONDS);
      assertThat(answer.status()).isEqualTo(200);
      // Whoever had it, it is at work somewhere, and nobody was charged a retry.
      assertThat(stayer.until(running, "running").get("retry_count").asInt()).isZero();
    }
  }
}
