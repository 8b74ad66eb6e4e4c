package dev.meanwhile.proof.bench;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.node.Pause;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/// How long a task waits on an idle node: from the moment its submission is committed and answered
/// to the first line of its handler.
final class PickUp {
  private static final int GAP_MS = 50;
  private static final int WARM_UP = 40;
  private static final TaskType<Ticket> TICKET = TaskType.of("ticket", Ticket.class);

  private PickUp() {}

  record Ticket(int number) {}

  /// @param elsewhere whether another node's `Tasks` submits, so that the news must come through
  ///   the database
  static Figures run(LocalPostgres postgres, String database, int samples, boolean elsewhere)
      throws InterruptedException {
    try (var bench = Bench.fresh(postgres, database);
        var other = Bench.on(postgres, database)) {
      return run(bench, other, samples, elsewhere);
    }
  }

  /// @param bench the worker's connections
  /// @param other those of the other node
  static Figures run(Bench bench, Bench other, int samples, boolean elsewhere)
      throws InterruptedException {
    int all = samples + WARM_UP;
    var started = new AtomicLongArray(all);
    var left = new CountDownLatch(all);
    try (var worker =
            Engine.on(bench.pool())
                .config(EngineConfig.defaults().node("worker"))
                .handles(
                    TICKET,
                    (ticket, _) -> {
                      started.set(ticket.number(), System.nanoTime());
                      left.countDown();
                      return Outcome.completed();
                    })
                .build();
        var submitter =
            Engine.on(other.pool())
                .config(EngineConfig.defaults().node("submitter"))
                .knows(TICKET)
                .build()) {
      worker.start();
      var answered = submit((elsewhere ? submitter : worker).tasks(), all);
      if (!left.await(30, TimeUnit.SECONDS)) {
        throw new ProofFailed("%d of %d tasks did not begin.".formatted(left.getCount(), all));
      }
      long[] nanos = new long[samples];
      for (int i = 0; i < samples; i++) {
        // On the same node a handler may begin before the submitter has its answer.
        nanos[i] = Math.max(0, started.get(WARM_UP + i) - answered[WARM_UP + i]);
      }
      return new Figures(nanos);
    }
  }

  private static long[] submit(Tasks tasks, int all) {
    long[] answered = new long[all];
    long began = System.nanoTime();
    for (int i = 0; i < all; i++) {
      long due = began + TimeUnit.MILLISECONDS.toNanos((long) i * GAP_MS);
      Pause.millis(Math.max(0, TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime())));
      tasks.submit(TICKET.task(new Ticket(i)));
      answered[i] = System.nanoTime();
    }
    return answered;
  }
}
