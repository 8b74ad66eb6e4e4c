package dev.meanwhile.proof.bench;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Premises;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `bench engine`: one node, the embedded database with every commit flushed, events on.
public final class EngineBench {
  private static final double LEAST_DRAINED = 30_000;
  private static final double SLOWEST_PICK_UP_MS = 20;
  private static final double MOST_IDLE_TRANSACTIONS = 20;

  private final Tally tally;
  private final int tasks;
  private final int repetitions;
  private final int samples;
  private final int clients;
  private final int seconds;
  private final Premises premises = Premises.of("bench");

  public EngineBench(Tally tally, Options options) {
    this.tally = tally;
    this.tasks = options.number("tasks", 100_000);
    this.repetitions = options.number("repetitions", 3);
    this.samples = options.number("samples", 200);
    this.clients = options.number("clients", 16);
    this.seconds = options.number("seconds", 10);
    options.end();
  }

  public void run() throws Exception {
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      var machine = ManagementFactory.getOperatingSystemMXBean();
      tally.say(
          "%d cores, shared by PostgreSQL, the node and the clients; load before the start %.1f"
              .formatted(machine.getAvailableProcessors(), machine.getSystemLoadAverage()));
      tally.say("%d repetitions; smallest / median / largest".formatted(repetitions));
      drain(postgres);
      pickUp(postgres, "same node (signal in the process)", "same", false);
      pickUp(postgres, "other node (its own Tasks, news by NOTIFY)", "other", true);
      idle(postgres);
      answers(postgres);
    }
    premises.remove();
  }

  private void drain(LocalPostgres postgres) throws Exception {
    var submitted = new Repeated();
    var drained = new Repeated();
    for (int i = 0; i < repetitions; i++) {
      try (var bench = Bench.fresh(postgres, "drain_" + i)) {
        var result = Drain.run(bench, tasks);
        submitted.add(result.submitted());
        drained.add(result.drained());
      }
    }
    tally.say(
        "bulk submission of %,d tasks: %s tasks/s".formatted(tasks, submitted.spread("%,.0f")));
    tally.check(
        drained.median() >= LEAST_DRAINED,
        "drain of %,d tasks that do nothing: %s tasks/s (at least %,.0f)"
            .formatted(tasks, drained.spread("%,.0f"), LEAST_DRAINED));
  }

  private void pickUp(LocalPostgres postgres, String where, String name, boolean elsewhere)
      throws Exception {
    var runs = new ArrayList<Figures>();
    for (int i = 0; i < repetitions; i++) {
      runs.add(PickUp.run(postgres, "pick_up_%s_%d".formatted(name, i), samples, elsewhere));
    }
    var slow = Repeated.of(runs, run -> run.percentile(0.99));
    tally.check(
        slow.median() < SLOWEST_PICK_UP_MS,
        "pick-up at 20/s, %s, %d samples each: p50 %s, p95 %s, p99 %s ms (p99 below %.0f)"
            .formatted(
                where,
                samples,
                Repeated.of(runs, run -> run.percentile(0.5)).spread("%.2f"),
                Repeated.of(runs, run -> run.percentile(0.95)).spread("%.2f"),
                slow.spread("%.2f"),
                SLOWEST_PICK_UP_MS));
  }

  /// What a node costs that has nothing to do.
  private void idle(LocalPostgres postgres) throws Exception {
    try (var bench = Bench.fresh(postgres, "idle")) {
      double perSecond = Idle.transactions(bench, Duration.ofSeconds(seconds * 2L));
      tally.check(
          perSecond < MOST_IDLE_TRANSACTIONS,
          "an idle node asks the database %.1f times a second (fewer than %.0f)"
              .formatted(perSecond, MOST_IDLE_TRANSACTIONS));
    }
  }

  private void answers(LocalPostgres postgres) throws Exception {
    postgres.createDatabase("answers");
    try (var node =
        NodeProcess.start(
            premises,
            premises.jar("proof"),
            List.of("node"),
            postgres,
            "answers",
            Map.of("MEANWHILE_NODE", "bench"))) {
      AnswerTime.run(node, clients, 5_000);
      var runs = new ArrayList<AnswerTime.Result>();
      for (int i = 0; i < repetitions; i++) {
        runs.add(AnswerTime.run(node, clients, seconds * 1_000L));
      }
      tally.check(
          true,
          "POST /api/tasks, %d clients, %d s each after 5 s warm-up, the node runs the tasks meanwhile: p50 %s, p95 %s, p99 %s ms, %s requests/s"
              .formatted(
                  clients,
                  seconds,
                  Repeated.of(runs, run -> run.figures().percentile(0.5)).spread("%.2f"),
                  Repeated.of(runs, run -> run.figures().percentile(0.95)).spread("%.2f"),
                  Repeated.of(runs, run -> run.figures().percentile(0.99)).spread("%.2f"),
                  Repeated.of(runs, AnswerTime.Result::perSecond).spread("%,.0f")));
    }
  }
}
