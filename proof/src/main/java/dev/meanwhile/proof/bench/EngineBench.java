package dev.meanwhile.proof.bench;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Premises;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// `bench engine`: one node, the embedded database with every commit flushed, events on.
public final class EngineBench {
  private static final double LEAST_DRAINED = 20_000;
  private static final double SLOWEST_PICK_UP_MS = 20;

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
      answers(postgres);
    }
    premises.remove();
  }

  private void drain(LocalPostgres postgres) throws Exception {
    var submitted = new ArrayList<Double>();
    var drained = new ArrayList<Double>();
    for (int i = 0; i < repetitions; i++) {
      try (var bench = Bench.fresh(postgres, "drain_" + i)) {
        var result = Drain.run(bench, tasks);
        submitted.add(result.submitted());
        drained.add(result.drained());
      }
    }
    tally.say(
        "bulk submission of %,d tasks: %s tasks/s".formatted(tasks, spread(submitted, "%,.0f")));
    double median = Figures.median(array(drained));
    tally.check(
        median >= LEAST_DRAINED,
        "drain of %,d tasks that do nothing: %s tasks/s (at least %,.0f)"
            .formatted(tasks, spread(drained, "%,.0f"), LEAST_DRAINED));
  }

  private void pickUp(LocalPostgres postgres, String where, String name, boolean elsewhere)
      throws Exception {
    var runs = new ArrayList<Figures>();
    for (int i = 0; i < repetitions; i++) {
      runs.add(PickUp.run(postgres, "pick_up_%s_%d".formatted(name, i), samples, elsewhere));
    }
    var slow = of(runs, run -> run.percentile(0.99));
    tally.check(
        Figures.median(array(slow)) < SLOWEST_PICK_UP_MS,
        "pick-up at 20/s, %s, %d samples each: p50 %s, p95 %s, p99 %s ms (p99 below %.0f)"
            .formatted(
                where,
                samples,
                spread(of(runs, run -> run.percentile(0.5)), "%.2f"),
                spread(of(runs, run -> run.percentile(0.95)), "%.2f"),
                spread(slow, "%.2f"),
                SLOWEST_PICK_UP_MS));
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
                  spread(of(runs, run -> run.figures().percentile(0.5)), "%.2f"),
                  spread(of(runs, run -> run.figures().percentile(0.95)), "%.2f"),
                  spread(of(runs, run -> run.figures().percentile(0.99)), "%.2f"),
                  spread(of(runs, AnswerTime.Result::perSecond), "%,.0f")));
    }
  }

  private static <T> List<Double> of(List<T> runs, ToDoubleFunction<T> figure) {
    return runs.stream().map(figure::applyAsDouble).toList();
  }

  private static double[] array(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static String spread(List<Double> figures, String format) {
    double[] all = array(figures);
    return String.join(
        " / ",
        format.formatted(Figures.least(all)),
        format.formatted(Figures.median(all)),
        format.formatted(Figures.most(all)));
  }
}
