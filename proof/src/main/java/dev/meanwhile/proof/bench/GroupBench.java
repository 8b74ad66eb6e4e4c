package dev.meanwhile.proof.bench;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskGroup;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// `bench groups`: a group with very many parts costs so much for each part, and not more with
/// each.
public final class GroupBench {
  private static final TaskType<Nothing> PART = TaskType.of("part", Nothing.class);
  private static final int MORE = 4;
  private static final double MOST_TIMES_AS_LONG = 6;

  /// Told once a second at most, and at its beginning and end.
  private static final int EVENTS_BESIDES = 6;

  private final Tally tally;
  private final int parts;
  private final Premises premises = Premises.of("bench");

  public GroupBench(Tally tally, Options options) {
    this.tally = tally;
    this.parts = options.number("parts", 10_000);
    options.end();
  }

  record Nothing() {}

  private record Run(double submitted, double finished, long events) {
    double seconds() {
      return submitted + finished;
    }
  }

  public void run() throws Exception {
    try (var postgres = LocalPostgres.start(premises.file("postgres"));
        var bench = Bench.fresh(postgres, "groups");
        var engine =
            Engine.on(bench.pool())
                .config(EngineConfig.defaults())
                .handles(PART, (_, _) -> Outcome.completed())
                .build()) {
      engine.start();
      Run _ = run(engine, parts); // warms up
      var few = run(engine, parts);
      var many = run(engine, MORE * parts);
      tell(parts, few);
      tell(MORE * parts, many);
      double times = many.seconds() / few.seconds();
      tally.check(
          times <= MOST_TIMES_AS_LONG,
          "%d times the parts take %.1f times as long".formatted(MORE, times));
    }
    premises.remove();
  }

  private void tell(int count, Run run) {
    tally.check(
        run.events() <= run.seconds() + EVENTS_BESIDES,
        "%,d parts: submitted in %.2f s, done %.2f s later, %d events of the group"
            .formatted(count, run.submitted(), run.finished(), run.events()));
  }

  private static Run run(Engine engine, int count) {
    List<NewTask> all = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      all.add(PART.task(new Nothing()));
    }
    long began = System.nanoTime();
    UUID group = engine.tasks().submitGroup(TaskGroup.named("Parts"), all).id();
    double submitted = (System.nanoTime() - began) / 1e9;
    long since = System.nanoTime();
    Task task = Objects.requireNonNull(engine.tasks().find(group));
    while (!task.ended()) {
      Pause.millis(10);
      task = Objects.requireNonNull(engine.tasks().find(group));
    }
    double finished = (System.nanoTime() - since) / 1e9;
    if (!task.label().equals("done")) {
      throw new ProofFailed("The group is not done: " + task.statusMessage());
    }
    return new Run(submitted, finished, engine.tasks().events(group, 0, 1000).size());
  }
}
