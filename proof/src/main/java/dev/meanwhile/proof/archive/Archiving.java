package dev.meanwhile.proof.archive;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.archive.LookStore.Places;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `prove archive`: a node archives what ended long ago while it works on other tasks.
public final class Archiving {
  private static final String DATABASE = "meanwhile";
  private static final double SLOWEST_ANSWER_MS = 300;
  private static final long BEFORE_MS = 20_000;
  private static final long BETWEEN_LOOKS_MS = 200;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(20);

  private final Tally tally;
  private final Options options;
  private final int tasks;
  private final int times;
  private final Premises premises = Premises.of("archive");

  public Archiving(Tally tally, Options options) {
    this.tally = tally;
    this.options = options;
    this.tasks = options.number("tasks", 200_000);
    this.times = options.number("questions", 100);
    options.end();
  }

  public void run() throws IOException, SQLException {
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      postgres.createDatabase(DATABASE);
      try (var node =
          NodeProcess.start(
              premises, premises.jar("proof"), List.of("node"), postgres, DATABASE, Map.of())) {
        var database = postgres.dataSource(DATABASE);
        run(node, new PastStore(database), new LookStore(database));
      }
    }
    premises.remove();
  }

  private void run(NodeProcess node, PastStore past, LookStore look)
      throws IOException, SQLException {
    long began = System.nanoTime();
    past.make(tasks, options.seed());
    tally.say("made %,d ended tasks in %.0f s".formatted(tasks, seconds(began)));
    var digest = look.digest();
    var first = look.places();
    var position = look.position();
    move(node, past, look, first);
    tally.check(digest.equals(look.digest()), "rows and events are the same: " + digest);
    var links = look.links();
    tally.check(
        links[0] == 0 && links[1] > tasks,
        "%,d links between tasks, audit entries and messages, broken %d"
            .formatted(links[1], links[0]));
    tally.say(
        "the archive takes %,d MB, %,d bytes a task with its events"
            .formatted(look.size() / 1_000_000, look.size() / tasks));
    past.settleDown();
    try (var line = new Line(node.port())) {
      refuse(line, look);
      ask(line, look);
    }
    resume(node, position);
  }

  private void move(NodeProcess node, PastStore past, LookStore look, Places first)
      throws SQLException {
    try (var load = new Load(node.port())) {
      Pause.millis(BEFORE_MS / 4);
      double before = look.clock();
      Pause.millis(BEFORE_MS);
      double between = look.clock();
      past.appoint();
      long began = System.nanoTime();
      int looks = 0;
      int partly = 0;
      Places wrong = null;
      while (!look.done()) {
        var places = look.places();
        looks++;
        partly += places.recorded() > 0 && places.archived() > 0 ? 1 : 0;
        wrong = wrong == null && !places.fits(first) ? places : wrong;
        if (System.nanoTime() - began > PATIENCE_NANOS) {
          throw new ProofFailed("The archiving did not end within 20 minutes: " + places);
        }
        Pause.millis(BETWEEN_LOOKS_MS);
      }
      double after = look.clock();
      var last = look.places();
      tally.say(
          "archived in %.0f s, of which up to 15 s until the node looked at the clock"
              .formatted(seconds(began)));
      tally.check(
          last.archived() == tasks && last.recorded() == 0 && last.eventsArchived() == 3L * tasks,
          "%,d tasks and %,d events lie in the archive"
              .formatted(last.archived(), last.eventsArchived()));
      tally.check(
          wrong == null && partly > 5,
          "%d snapshots, %d of them in the middle: every id in exactly one place%s"
              .formatted(looks, partly, wrong == null ? "" : ", but " + wrong));
      pickUps(
          load,
          new Figures(look.pickUps(before, between)),
          new Figures(look.pickUps(between, after)));
    }
  }

  private void pickUps(Load load, Figures before, Figures during) {
    double bound = 4 * before.percentile(0.99) + 50;
    tally.check(
        load.trouble().isEmpty() && during.percentile(0.99) < bound,
        "pick-up of live tasks at 20/s: before %s (%d), meanwhile %s (%d); p99 below %.0f ms%s"
            .formatted(
                spread(before),
                before.size(),
                spread(during),
                during.size(),
                bound,
                load.trouble()));
  }

  private void refuse(Line line, LookStore look) throws IOException, SQLException {
    int asked = 0;
    int refused = 0;
    for (var sample : look.samples(options.seed()).subList(0, 50)) {
      for (var change : List.of("cancellation", "retry")) {
        var answer = line.post("/api/tasks/%s/%s".formatted(sample.id(), change), "{}");
        asked++;
        refused += answer.status() == 409 && answer.text().contains("archived") ? 1 : 0;
      }
    }
    tally.check(
        refused == asked && asked > 0,
        "%d of %d changes of archived tasks refused with 409 and a sentence"
            .formatted(refused, asked));
  }

  private void ask(Line line, LookStore look) throws IOException, SQLException {
    var answers = new Questions(line, look.samples(options.seed()), times).ask();
    answers.forEach((question, figures) ->
        tally.check(
            figures.percentile(0.95) < SLOWEST_ANSWER_MS,
            "asked for %s, %d times: %s (p95 below %.0f ms)"
                .formatted(question, figures.size(), spread(figures), SLOWEST_ANSWER_MS)));
  }

  private void resume(NodeProcess node, String position) throws IOException {
    try (var line = new Line(node.port())) {
      var frame = line.open("/api/live", Map.of("Last-Event-ID", position)).next();
      tally.check(
          frame.event().equals("reset"),
          "a stream that goes on from before the archived events is told to start over");
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private static String spread(Figures figures) {
    return "p50 %.1f, p95 %.1f, p99 %.1f ms"
        .formatted(figures.percentile(0.5), figures.percentile(0.95), figures.percentile(0.99));
  }
}
