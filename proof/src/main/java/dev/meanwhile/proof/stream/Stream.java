package dev.meanwhile.proof.stream;

import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.Json;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// `prove stream`: many live clients, each cut again and again, see every change once and in order.
public final class Stream {
  private static final String DATABASE = "meanwhile";
  private static final int TASKS = 100;
  private static final int THINGS = 20;
  private static final int PAUSE_MS = 200;
  private static final int FOLDING_EVERY = 10;
  private static final int NARROW_EVERY = 5;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Tally tally;
  private final Options options;
  private final int clients;
  private final int sentences;
  private final int cuts;
  private final Premises premises = Premises.of("stream");

  public Stream(Tally tally, Options options) {
    this.tally = tally;
    this.options = options;
    this.clients = options.number("clients", 200);
    this.sentences = Math.max(1, options.number("updates", 20_000) / TASKS);
    this.cuts = options.number("cuts", 5);
    options.end();
  }

  public void run() throws IOException, SQLException, InterruptedException {
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      postgres.createDatabase(DATABASE);
      try (var node =
          NodeProcess.start(
              premises,
              premises.jar("proof"),
              List.of("node"),
              postgres,
              DATABASE,
              Map.of("MEANWHILE_CONCURRENCY", "200"))) {
        run(node, new LogStore(postgres.dataSource(DATABASE)));
      }
    }
    premises.remove();
  }

  private void run(NodeProcess node, LogStore store)
      throws IOException, SQLException, InterruptedException {
    var ready = new CountDownLatch(clients);
    var listeners = new ArrayList<Listener>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < clients; i++) {
      listeners.add(listener(node.port(), i, ready));
      threads.add(Thread.ofVirtual().name("client-" + i).start(listeners.getLast()));
    }
    if (!ready.await(60, TimeUnit.SECONDS)) {
      throw new ProofFailed("%d clients got no snapshot within 60 s.".formatted(ready.getCount()));
    }
    long began = System.nanoTime();
    try (var line = new Line(node.port())) {
      for (int i = 0; i < TASKS; i++) {
        line.post("/api/tasks", talk(i)).json(202);
      }
    }
    awaitQuiet(store);
    double talking = (System.nanoTime() - began) / 1e9;
    var log = store.log();
    awaitAll(listeners, log);
    double all = (System.nanoTime() - began) / 1e9;
    tally.say(
        "%,d changes in %.1f s by %d tasks; the last client had the last of them after %.1f s"
            .formatted(log.size(), talking, TASKS, all));
    judge(listeners, log);
    fold(node, listeners);
    listeners.forEach(Listener::stop);
    for (var thread : threads) {
      thread.join(5_000);
    }
  }

  private Listener listener(int port, int number, CountDownLatch ready) {
    var chance = options.chance("client " + number);
    boolean narrow = number % NARROW_EVERY == 1;
    int things = narrow ? TASKS / THINGS : TASKS;
    return new Listener(
        port,
        narrow ? "/api/live?entity=desk:" + thing(number) : "/api/live",
        cutAfter(chance, (long) things * sentences),
        chance,
        ready,
        number % FOLDING_EVERY < 2 ? new Fold() : null);
  }

  /// Places of chance, all before the end, each in its own stretch.
  private long[] cutAfter(Random chance, long events) {
    long[] places = new long[cuts];
    for (int i = 0; i < cuts; i++) {
      places[i] = 1 + (long) (0.95 * events * (i + chance.nextDouble()) / cuts);
    }
    return places;
  }

  private static String thing(int number) {
    return "D" + number % THINGS;
  }

  private String talk(int number) {
    return Json.write(
        Map.of(
            "task_type",
            "talk",
            "entity_type",
            "desk",
            "entity_id",
            thing(number),
            "input_data",
            Map.of("sentences", sentences, "pause_millis", PAUSE_MS)));
  }

  private static void awaitQuiet(LogStore store) throws SQLException {
    long began = System.nanoTime();
    while (store.live() > 0) {
      if (System.nanoTime() - began > PATIENCE_NANOS) {
        throw new ProofFailed("The tasks were not done within 5 minutes.");
      }
      Pause.millis(50);
    }
  }

  private static void awaitAll(List<Listener> listeners, List<LogStore.Entry> log) {
    long began = System.nanoTime();
    for (int i = 0; i < listeners.size(); i++) {
      var end = meant(i, log).getLast();
      var listener = listeners.get(i);
      for (var last = listener.last();
          last == null || last.compareTo(end) < 0;
          last = listener.last()) {
        if (System.nanoTime() - began > PATIENCE_NANOS) {
          // Counted as missed below.
          return;
        }
        Pause.millis(20);
      }
    }
  }

  /// The part of the log that this client asked for.
  private static List<Cursor> meant(int number, List<LogStore.Entry> log) {
    return log.stream()
        .filter(entry -> number % NARROW_EVERY != 1 || entry.entity().equals(thing(number)))
        .map(LogStore.Entry::cursor)
        .toList();
  }

  private void judge(List<Listener> listeners, List<LogStore.Entry> log) {
    var sum = new Verdict(0, 0, 0, 0, 0);
    for (int i = 0; i < listeners.size(); i++) {
      sum = sum.plus(Verdict.of(listeners.get(i), meant(i, log)));
    }
    int least = listeners.stream().mapToInt(Listener::cuts).min().orElse(0);
    int all = listeners.stream().mapToInt(Listener::cuts).sum();
    int byNode = listeners.stream().mapToInt(Listener::cutsByNode).sum();
    int resets = listeners.stream().mapToInt(Listener::resets).sum();
    tally.check(
        least >= cuts,
        "%d clients, each cut at least %d times (%,d cuts, and %d by the node because they read too slowly)"
            .formatted(clients, least, all, byNode));
    tally.check(
        log.size() >= TASKS * sentences,
        "%,d changes were written, %,d had to reach clients".formatted(log.size(), sum.expected()));
    tally.check(sum.missed() == 0, "missed %d".formatted(sum.missed()));
    tally.check(sum.doubled() == 0, "doubled %d".formatted(sum.doubled()));
    tally.check(sum.disordered() == 0, "out of order %d".formatted(sum.disordered()));
    tally.check(sum.strange() == 0, "not asked for %d".formatted(sum.strange()));
    tally.check(resets == 0, "started over from a snapshot %d times".formatted(resets));
  }

  private void fold(NodeProcess node, List<Listener> listeners) throws IOException {
    int folded = 0;
    int tasks = 0;
    var differences = new ArrayList<String>();
    try (var line = new Line(node.port())) {
      for (var listener : listeners) {
        var fold = listener.fold();
        if (fold == null) {
          continue;
        }
        folded++;
        for (var id : fold.ids()) {
          tasks++;
          var difference = fold.difference(id, line.get("/api/tasks/" + id).json(200));
          if (!difference.isEmpty()) {
            differences.add(difference);
          }
        }
      }
    }
    tally.check(
        differences.isEmpty() && tasks > 0,
        "what %d clients folded together is what the node says of each task (%,d tasks%s)"
            .formatted(
                folded,
                tasks,
                differences.isEmpty()
                    ? ""
                    : ", %d differ: %s".formatted(differences.size(), differences.getFirst())));
  }
}
