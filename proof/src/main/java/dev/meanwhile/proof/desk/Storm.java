package dev.meanwhile.proof.desk;

import dev.meanwhile.engine.Json;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Many agents who each save a client every second, while Google Maps takes ten seconds.
final class Storm {
  private static final double MOST_MILLIS = 50;
  private static final int ARRIVAL_SECONDS = 15;

  private final Tally tally;
  private final Office office;
  private final int agents;
  private final int seconds;

  Storm(Tally tally, Office office, int agents, int seconds) {
    this.tally = tally;
    this.office = office;
    this.agents = agents;
    this.seconds = seconds;
  }

  void run() throws IOException, SQLException {
    office.town().maps().mood(new Mood.Slow(Duration.ofSeconds(10)));
    long[] arriving = save("Warm", 2 * ARRIVAL_SECONDS, ARRIVAL_SECONDS);
    tally.say(
        "%d agents come to work within %d s, to a node that has just been started: %,d saves, p50 %.1f, p95 %.1f ms"
            .formatted(
                agents,
                ARRIVAL_SECONDS,
                arriving.length,
                new Figures(arriving).percentile(0.5),
                new Figures(arriving).percentile(0.95)));
    long before = office.store().clients();
    long[] nanos = save("Storm", seconds, 0);
    long saved = office.store().clients() - before;
    var figures = new Figures(nanos);
    tally.check(
        saved == nanos.length && figures.percentile(0.95) < MOST_MILLIS,
        "%d agents, a save each second for %d s while Maps takes 10 s: %,d saves, %,d clients, answers p50 %.1f, p95 %.1f (below %.0f), p99 %.1f ms"
            .formatted(
                agents,
                seconds,
                nanos.length,
                saved,
                figures.percentile(0.5),
                figures.percentile(0.95),
                MOST_MILLIS,
                figures.percentile(0.99)));
    office.town().maps().mood(new Mood.Fine());
    long began = System.nanoTime();
    office.awaitIdle();
    tally.check(
        office.store().maimed() == 0 && office.store().stray() == 0,
        "mended, all of it is done %.1f s later; no client without its two tasks and its audit entry, none twice"
            .formatted((System.nanoTime() - began) / 1e9));
  }

  /// @param arrival within how many seconds the agents begin, one after the other
  /// @return how long each answer took, from the moment it was meant to be asked for
  private long[] save(String name, int turns, int arrival) throws IOException {
    var nanos = new long[agents * turns];
    var failures = new ConcurrentLinkedQueue<String>();
    long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < agents; i++) {
        int agent = i;
        hands.execute(() -> {
          try (var line = new Line(office.node().port())) {
            for (int turn = agent * arrival / agents; turn < turns; turn++) {
              int number = turn * agents + agent;
              long due =
                  start
                      + TimeUnit.SECONDS.toNanos(turn)
                      + TimeUnit.SECONDS.toNanos(1) * agent / agents;
              String form = Json.write(office.form("%s%d".formatted(name, number), number));
              LockSupport.parkNanos(due - System.nanoTime());
              line.post("/add-client", form).json(201);
              nanos[number] = System.nanoTime() - Math.max(due, start);
            }
          } catch (IOException | RuntimeException e) {
            failures.add(String.valueOf(e.getMessage()));
          }
        });
      }
    }
    if (!failures.isEmpty()) {
      tally.check(
          false,
          "%d agents were not answered as they should: %s"
              .formatted(failures.size(), failures.peek()));
    }
    return Arrays.stream(nanos).filter(one -> one > 0).toArray();
  }
}
