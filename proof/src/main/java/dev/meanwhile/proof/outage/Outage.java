package dev.meanwhile.proof.outage;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.engine.Incident;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;

/// `prove outage`: 500 tasks on two nodes, 300 of them need a partner that is away for a while.
public final class Outage {
  private static final int ROUTES = 300;
  private static final int LETTERS = 200;
  private static final int HANDFUL = 8;
  private static final int BATCH = 10;
  private static final long PATIENCE_MS = 90_000;

  private final Tally tally;
  private final Random chance;
  private final int seconds;
  private final Premises premises = Premises.of("outage");

  public Outage(Tally tally, Options options) {
    this.tally = tally;
    this.chance = options.chance("order");
    this.seconds = options.number("seconds", 10);
    options.end();
  }

  public void run() throws Exception {
    try (var postgres = LocalPostgres.start(premises.file("postgres"));
        var partner = new Partner()) {
      Figures _ = calm(postgres, partner, "warm_up");
      Figures usual = calm(postgres, partner, "calm");
      tally.say("without an outage " + told(usual));
      try (var nodes = new Nodes(postgres, "outage", partner)) {
        outage(nodes, partner, usual);
        pauses(nodes, partner);
      }
    }
    premises.remove();
  }

  /// The same tasks while the partner answers: how long the others take then.
  private Figures calm(LocalPostgres postgres, Partner partner, String database) throws Exception {
    try (var nodes = new Nodes(postgres, database, partner)) {
      submit(nodes);
      await("all tasks are done", () -> done(nodes, "letter") && done(nodes, "route"));
      return new Figures(nodes.store().latencies("letter"));
    }
  }

  private void outage(Nodes nodes, Partner partner, Figures usual) throws Exception {
    partner.goDown();
    long down = System.nanoTime();
    submit(nodes);
    await("the letters are done", () -> done(nodes, "letter"));
    var letters = new Figures(nodes.store().latencies("letter"));
    Pause.millis(Math.max(0, seconds * 1000L - (System.nanoTime() - down) / 1_000_000));
    Outages outages = nodes.second().outages();
    long parked = requireNonNull(outages.find("partner")).parked();
    int callsBefore = partner.calls();
    partner.comeBack();
    await("the routes are done", () -> done(nodes, "route"));
    await("the incident has ended", () -> outages.incidents(1).getFirst().endedAt() != null);
    Incident incident = requireNonNull(outages.incident(outages.incidents(1).getFirst().id()));

    int refused = partner.refused();
    long failedProbes = count(incident, "probe_failed");
    tally.check(
        failedProbes >= 1 && failedProbes <= HANDFUL,
        "%d probe call(s) in %d seconds of outage (at most %d)"
            .formatted(failedProbes, seconds, HANDFUL));
    tally.check(
        refused <= failedProbes + 2L * Nodes.PLACES,
        "%d calls in all reached the partner while it was down: the probes, and %d that were under way when it went (at most the %d places of the two nodes)"
            .formatted(refused, refused - failedProbes, 2 * Nodes.PLACES));
    tally.check(
        nodes.store().exhausted() == 0 && nodes.store().mostRetries() <= 1,
        "%d tasks ran out of retries; at most %d retry was spent on any"
            .formatted(nodes.store().exhausted(), nodes.store().mostRetries()));
    double allowed = 2 * usual.percentile(0.95) + 500;
    tally.check(
        letters.size() == LETTERS && letters.percentile(0.95) <= allowed,
        "%d others finished undisturbed: %s (p95 at most %.0f ms)"
            .formatted(letters.size(), told(letters), allowed));
    tally.check(
        nodes.store().unfinished("route") == 0,
        "all %d that need the partner are done; %d had run into the outage and were waiting"
            .formatted(ROUTES, parked));
    pace(nodes, partner, callsBefore);
    story(incident, outages);
  }

  private void pace(Nodes nodes, Partner partner, int callsBefore) throws SQLException {
    // What is saved up in a moment nobody used may come on top.
    long most = Math.round(Nodes.PACE * 1.2);
    int starts = mostInASecond(nodes.store().starts());
    tally.check(
        starts <= most && starts >= Nodes.PACE / 4,
        "at most %d of them were started in any second afterwards (pace %.0f, at most %d)"
            .formatted(starts, Nodes.PACE, most));
    int calls = mostInASecond(partner.callsFrom(callsBefore));
    tally.check(
        calls <= 2 * Nodes.PACE,
        "at most %d calls reached the partner in any second (at most %.0f; threads may bunch)"
            .formatted(calls, 2 * Nodes.PACE));
  }

  private void story(Incident incident, Outages outages) {
    var types = incident.history().stream().map(Incident.Entry::type).toList();
    tally.check(
        outages.incidents(10).size() == 1
            && types.getFirst().equals("opened")
            && types.contains("probing")
            && types.contains("answered")
            && types.getLast().equals("closed"),
        "one incident tells it: %s; %d tasks waited, %d probes"
            .formatted(String.join(", ", types), incident.parked(), incident.probes()));
    incident.history().forEach(entry -> tally.say(entry.actor() + ": " + entry.sentence()));
  }

  private void pauses(Nodes nodes, Partner partner) throws Exception {
    Outages here = nodes.first().outages();
    Outages there = nodes.second().outages();
    here.pause("partner", "user:ana", "we change the key");
    Pause.millis(500);
    int before = partner.calls();
    nodes.first().tasks().submitAll(routes(20));
    Pause.millis(1500);
    int during = partner.calls() - before;
    there.resume("partner", "user:bob", "the new key works");
    await("the routes are done", () -> done(nodes, "route"));
    await("the pause has ended", () -> there.incidents(1).getFirst().endedAt() != null);
    Incident pause = requireNonNull(there.incident(there.incidents(1).getFirst().id()));
    tally.check(
        during == 0
            && pause.by().equals("user:ana")
            && pause.why().equals("we change the key")
            && pause.history().stream().anyMatch(e -> e.actor().equals("user:bob")),
        "a pause held 20 tasks back on both nodes (%d calls), a resumption let them go; who and why are recorded"
            .formatted(during));

    here.pauseType("letter", "user:ana", "no paper");
    Pause.millis(500);
    nodes.second().tasks().submitAll(List.of(Nodes.LETTER.task(new Nodes.Job(1))));
    Pause.millis(1000);
    boolean held = !done(nodes, "letter");
    there.resumeType("letter", "user:ana", "paper is here");
    await("the letter is done", () -> done(nodes, "letter"));
    tally.check(held, "a paused type starts nothing on either node, and goes on when resumed");
  }

  private void submit(Nodes nodes) {
    List<NewTask> all = new ArrayList<>(routes(ROUTES));
    for (int i = 0; i < LETTERS; i++) {
      all.add(Nodes.LETTER.task(new Nodes.Job(i)));
    }
    Collections.shuffle(all, chance);
    for (int from = 0; from < all.size(); from += BATCH) {
      nodes.first().tasks().submitAll(all.subList(from, Math.min(all.size(), from + BATCH)));
      Pause.millis(40);
    }
  }

  private static List<NewTask> routes(int tasks) {
    List<NewTask> routes = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      routes.add(Nodes.ROUTE.task(new Nodes.Job(i)));
    }
    return routes;
  }

  private static boolean done(Nodes nodes, String type) throws SQLException {
    return nodes.store().unfinished(type) == 0;
  }

  private static long count(Incident incident, String type) {
    return incident.history().stream().filter(entry -> entry.type().equals(type)).count();
  }

  private static String told(Figures latencies) {
    return "p50 %.0f ms, p95 %.0f ms, slowest %.0f ms from submission to end"
        .formatted(latencies.percentile(0.5), latencies.percentile(0.95), latencies.percentile(1));
  }

  private static int mostInASecond(long[] nanos) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < nanos.length; to++) {
      while (nanos[to] - nanos[from] >= 1_000_000_000L) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        throw new ProofFailed(
            "It took longer than %d s until %s.".formatted(PATIENCE_MS / 1000, what));
      }
      Pause.millis(50);
    }
  }
}
