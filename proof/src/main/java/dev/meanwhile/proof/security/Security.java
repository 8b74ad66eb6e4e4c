package dev.meanwhile.proof.security;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/// `prove security`: attacks on a real server, counted for each threat; and the same attacks on a
/// server that does everything wrong, to show that they would notice.
public final class Security {
  private static final String DATABASE = "meanwhile";
  private static final int STREAMS = 6;

  private final Tally tally;
  private final Random chance;
  private final int vectors;
  private final int requests;
  private final Premises premises = Premises.of("security");
  private final Count count = new Count();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();

  public Security(Tally tally, Options options) {
    this.tally = tally;
    this.chance = options.chance("attacks");
    this.vectors = options.number("vectors", 500);
    this.requests = options.number("requests", 5_000);
    options.end();
  }

  public void run() throws Exception {
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      postgres.createDatabase(DATABASE);
      try (var node =
          NodeProcess.start(
              premises,
              premises.jar("proof"),
              List.of("node"),
              postgres,
              DATABASE,
              Map.of(
                  "MEANWHILE_DEMO",
                  "false",
                  "MEANWHILE_LIVE_PER_USER",
                  Integer.toString(STREAMS)))) {
        attack(node, postgres);
      }
    }
    premises.remove();
  }

  private void attack(NodeProcess node, LocalPostgres postgres) throws Exception {
    var nobody = new Guest(node.port(), "", this::witness);
    var arrival =
        new Arrival(nobody, premises.file("node.out"), postgres.dataSource(DATABASE), chance);
    House house = arrival.furnish(count);
    var scripts = new Scripts(vectors, premises.file("chromium"));
    var logs = logs();
    try (var stream = new Overheard(house.as("admin"), heard)) {
      for (Trial trial :
          List.of(
              new Intruders(),
              new Forgers(),
              new Words(),
              new Manners(),
              new Crowd(40, STREAMS),
              new Rudeness(requests, true),
              new Canaries(
                  logs, () -> String.join("\n", heard), postgres.password(), arrival.secrets()),
              scripts)) {
        long began = System.nanoTime();
        trial.run(house, count);
        tally.say(
            "%s: %.0f s"
                .formatted(trial.getClass().getSimpleName(), (System.nanoTime() - began) / 1e9));
      }
      tally.say("the live stream told %,d characters meanwhile".formatted(stream.length()));
    }
    if (!node.isAlive()) {
      throw new ProofFailed("The node did not survive it.");
    }
    tell();
    plant(house, scripts);
  }

  /// Whatever comes back: an error must not tell of our insides.
  private void witness(Reply reply) {
    heard.add(reply.body());
    if (reply.status() >= 400) {
      count.one(Threat.T21, !reply.talkative(), reply.body());
    }
  }

  private List<Path> logs() throws IOException {
    var logs = new ArrayList<Path>();
    try (var files = Files.walk(premises.file("node"))) {
      files.filter(file -> file.toString().endsWith(".log")).forEach(logs::add);
    }
    logs.add(premises.file("node.out"));
    if (logs.size() < 2) {
      throw new ProofFailed("The node writes no log; there is nothing to search.");
    }
    return logs;
  }

  private void tell() {
    for (Threat threat : Threat.values()) {
      if (threat.here()) {
        tally.check(
            count.tried(threat) > 0 && count.through(threat) == 0,
            "%s %s: %,d tried, %,d got through"
                .formatted(threat, threat.title(), count.tried(threat), count.through(threat)));
        count.examples(threat).forEach(tally::say);
      } else {
        tally.say(
            "%s %s: %s"
                .formatted(
                    threat,
                    threat.title(),
                    threat.shownBy().isEmpty()
                        ? "nothing of it is built yet"
                        : "shown by " + threat.shownBy()));
      }
    }
  }

  /// The same trials against mistakes that were made on purpose.
  private void plant(House house, Scripts scripts) throws Exception {
    var caught = new Count();
    try (var rude = new RudeHouse()) {
      House wrong =
          rude.house(
              reply -> {
                if (reply.status() >= 400) {
                  caught.one(Threat.T21, !reply.talkative(), "talk");
                }
              },
              chance);
      for (Trial trial :
          List.of(
              new Intruders(),
              new Forgers(),
              new Words(),
              new Manners(),
              new Crowd(40, STREAMS),
              new Rudeness(200, false))) {
        trial.run(wrong, caught);
      }
      Arrival.defaults(wrong.nobody(), caught);
      String canary = "planted-" + chance.nextInt(1_000_000);
      Path log = premises.file("planted.log");
      Files.writeString(log, canary);
      new Canaries(List.of(log), () -> canary, canary, Map.of("key", canary)).run(wrong, caught);
    }
    var store = new SecurityStore(java.util.Objects.requireNonNull(house.database()));
    planted(store, house, caught);
    Set<Threat> expected = EnumSet.noneOf(Threat.class);
    for (Threat threat : Threat.values()) {
      if (threat.here() && threat != Threat.T11) {
        expected.add(threat);
      }
    }
    var missed = new ArrayList<>(expected);
    missed.removeIf(threat -> caught.through(threat) > 0);
    tally.check(
        missed.isEmpty(),
        "planted mistakes: %d of %d kinds were noticed%s"
            .formatted(
                expected.size() - missed.size(),
                expected.size(),
                missed.isEmpty() ? "" : ", not " + missed));
    tally.check(
        scripts.planted() > vectors / 3,
        "planted mistakes: a page that takes texts for HTML ran or built %,d of %,d of them"
            .formatted(scripts.planted(), vectors));
  }

  private static void planted(SecurityStore store, House house, Count caught) throws SQLException {
    store.guardAudit(false);
    try {
      caught.one(
          Threat.T31,
          !store.carriesOut("delete from meanwhile.audit_logs where id = ?", house.row("audit")),
          "a deleted line");
    } finally {
      store.guardAudit(true);
    }
  }
}
