package dev.meanwhile.proof.bench;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Premises;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// `bench crowd`: a million tasks that wait, or are due tomorrow, must not slow down the others.
public final class CrowdBench {
  private static final double LEAST_RATIO = 0.9;
  private static final double SLOWEST_PICK_UP_MS = 10;

  private final Tally tally;
  private final int crowd;
  private final int tasks;
  private final int repetitions;
  private final int samples;
  private final Premises premises = Premises.of("bench");

  public CrowdBench(Tally tally, Options options) {
    this.tally = tally;
    this.crowd = options.number("crowd", 1_000_000);
    this.tasks = options.number("tasks", 100_000);
    this.repetitions = options.number("repetitions", 5);
    this.samples = options.number("samples", 200);
    options.end();
  }

  public void run() throws Exception {
    Map<Crowd.Kind, Bench> benches = new EnumMap<>(Crowd.Kind.class);
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      try {
        for (Crowd.Kind kind : Crowd.Kind.values()) {
          Bench bench = Bench.fresh(postgres, "crowd_" + kind.database());
          benches.put(kind, bench);
          Crowd.gather(bench, kind, crowd);
        }
        drain(benches);
        for (var one : benches.entrySet()) {
          pickUp(postgres, one.getKey(), one.getValue());
        }
      } finally {
        benches.values().forEach(Bench::close);
      }
    }
    premises.remove();
  }

  /// By turns, so that a machine that is slower for a while is so for all of them.
  private void drain(Map<Crowd.Kind, Bench> benches) throws Exception {
    Map<Crowd.Kind, Repeated> drained = new EnumMap<>(Crowd.Kind.class);
    for (int i = -1; i < repetitions; i++) {
      for (var one : benches.entrySet()) {
        double perSecond = Crowd.drain(one.getValue(), tasks);
        if (i >= 0) { // the first round warms up
          drained.computeIfAbsent(one.getKey(), _ -> new Repeated()).add(perSecond);
        }
      }
    }
    double alone = Objects.requireNonNull(drained.get(Crowd.Kind.NONE)).median();
    drained.forEach((kind, figures) -> {
      double ratio = figures.median() / alone;
      tally.check(
          ratio >= LEAST_RATIO,
          "%,d tasks begun, %s: %s tasks/s, %.2f times the empty table (at least %.1f)"
              .formatted(tasks, kind.words(crowd), figures.spread("%,.0f"), ratio, LEAST_RATIO));
    });
  }

  private void pickUp(LocalPostgres postgres, Crowd.Kind kind, Bench bench) throws Exception {
    var runs = new ArrayList<Figures>();
    try (var other = Bench.on(postgres, "crowd_" + kind.database())) {
      for (int i = 0; i < repetitions; i++) {
        runs.add(PickUp.run(bench, other, samples, false));
      }
    }
    var slow = Repeated.of(runs, run -> run.percentile(0.99));
    tally.check(
        slow.median() < SLOWEST_PICK_UP_MS,
        "pick-up at 20/s, %s: p50 %s, p99 %s ms (p99 below %.0f)"
            .formatted(
                kind.words(crowd),
                Repeated.of(runs, run -> run.percentile(0.5)).spread("%.2f"),
                slow.spread("%.2f"),
                SLOWEST_PICK_UP_MS));
  }
}
