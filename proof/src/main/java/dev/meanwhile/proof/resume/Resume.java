package dev.meanwhile.proof.resume;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.StopMode;
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
import java.util.concurrent.TimeUnit;

/// `prove resume`: real and generated rows are imported while the node is killed and the database
/// crashes, and nothing is lost or doubled.
public final class Resume {
  private static final String DATABASE = "meanwhile";
  private static final double ANSWER_LIMIT_MS = 200;
  private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

  private final Tally tally;
  private final int rows;
  private final int kills;
  private final int crashes;
  private final Options options;
  private final Premises premises = Premises.of("resume");

  public Resume(Tally tally, Options options) {
    this.tally = tally;
    this.options = options;
    this.rows = options.number("rows", 200_000);
    this.kills = options.number("kills", 3);
    this.crashes = options.number("crashes", 2);
    options.end();
  }

  public void run() throws IOException, SQLException {
    var files =
        List.of(
            PlacesFile.read(premises.home()),
            PeopleFile.write(premises.file("people.csv"), rows, options.chance("people")));
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      postgres.createDatabase(DATABASE);
      var database = postgres.dataSource(DATABASE);
      try (var node =
          NodeProcess.start(
              premises,
              premises.jar("apps"),
              List.of("serve"),
              postgres,
              DATABASE,
              Map.of("MEANWHILE_LEASE", "2s"))) {
        var imports = new ArrayList<Import>();
        try (var line = new Line(node.port())) {
          for (var file : files) {
            imports.add(Import.begin(file, line));
          }
        }
        strike(postgres, node, new ImportStore(database), total(files));
        awaitEnd(node, imports);
        answers(imports);
        for (var one : imports) {
          outcome(node, one);
          RowChecks.check(
              tally,
              one.expected(),
              new ImportStore(database).rows(one),
              new ImportStore(database).rejects(one));
          new StoryChecks(tally, one.expected().name(), new StoryStore(database).story(one.task()))
              .run();
        }
        tally.check(
            new ImportStore(database).strangers(imports) == 0, "no row belongs to anything else");
        double seconds = node.stop();
        tally.check(seconds < 10, "the node stops in good order (%.1f s)".formatted(seconds));
      }
    }
  }

  private static long total(List<Expected> files) {
    return files.stream().mapToLong(Expected::rows).sum();
  }

  private void strike(LocalPostgres postgres, NodeProcess node, ImportStore store, long total)
      throws SQLException {
    int inProgress = 0;
    var faults = Fault.schedule(kills, crashes, options.chance("faults"));
    for (var fault : faults) {
      long row = awaitRow(store, Math.round(fault.share() * total));
      inProgress += row < total ? 1 : 0;
      switch (fault.kind()) {
        case NODE_KILLED -> {
          node.kill();
          tally.say(
              "row %,d of %,d: node killed, %d ms down".formatted(row, total, fault.downMillis()));
          Pause.millis(fault.downMillis());
          node.restart();
          node.awaitReady();
        }
        case DATABASE_CRASHED -> {
          postgres.stop(StopMode.IMMEDIATE);
          tally.say(
              "row %,d of %,d: database stopped (immediate), %d ms down"
                  .formatted(row, total, fault.downMillis()));
          Pause.millis(fault.downMillis());
          postgres.restart();
        }
      }
    }
    tally.check(
        inProgress == faults.size(),
        "%d kills of the node and %d crashes of the database, all while imports were running"
            .formatted(kills, crashes));
  }

  /// Waits until the imports have come so far, and says how far they really are.
  private static long awaitRow(ImportStore store, long wanted) throws SQLException {
    long began = System.nanoTime();
    while (System.nanoTime() - began < PATIENCE_NANOS) {
      long done = store.done();
      if (done >= wanted) {
        return done;
      }
      Pause.millis(10);
    }
    throw new ProofFailed("The imports did not reach row %,d within 5 minutes.".formatted(wanted));
  }

  private static void awaitEnd(NodeProcess node, List<Import> imports) throws IOException {
    long began = System.nanoTime();
    try (var line = new Line(node.port())) {
      for (var one : imports) {
        var status = one.task(line).get("status").asString();
        while (status.equals("pending") || status.equals("processing")) {
          if (System.nanoTime() - began > PATIENCE_NANOS) {
            throw new ProofFailed(
                "%s was still %s after 5 minutes.".formatted(one.expected().name(), status));
          }
          Pause.millis(100);
          status = one.task(line).get("status").asString();
        }
      }
    }
  }

  private void answers(List<Import> imports) {
    for (var one : imports) {
      tally.check(
          one.uploadMillis() < ANSWER_LIMIT_MS,
          "%s: the upload was answered %.0f ms after its last byte"
              .formatted(one.expected().name(), one.uploadMillis()));
      tally.check(
          one.submitMillis() < ANSWER_LIMIT_MS,
          "%s: POST /api/tasks was answered after %.0f ms"
              .formatted(one.expected().name(), one.submitMillis()));
    }
  }

  private void outcome(NodeProcess node, Import one) throws IOException {
    try (var line = new Line(node.port())) {
      var task = one.task(line);
      var output = task.get("output_data");
      var expected = one.expected();
      tally.check(
          task.get("status").asString().equals("completed")
              && output.path("imported").asInt() == expected.good().size()
              && output.path("skipped").asInt() == expected.bad().size(),
          "%s: \"%s\"".formatted(expected.name(), task.get("status_message").asString()));
      if (!expected.bad().isEmpty()) {
        var csv = line.get("/api/imports/" + one.task() + "/rejects.csv").text();
        tally.check(
            csv.lines().count() == expected.bad().size() + 1L,
            "%s: the reject file has a line for each (%,d)"
                .formatted(expected.name(), csv.lines().count() - 1));
      }
    }
  }
}
