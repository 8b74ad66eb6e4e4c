package dev.meanwhile.proof.bench;

import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// How long `POST /api/tasks` takes to answer when several clients ask at once, each again as soon
/// as it has its answer. The node runs the tasks meanwhile.
final class AnswerTime {
  private static final String BODY =
      """
      {"task_type": "nothing", "input_data": {}, "entity_type": "client", "entity_id": "K0001234"}
      """;

  private AnswerTime() {}

  /// @param perSecond how many were answered a second, by all clients together
  record Result(Figures figures, double perSecond) {}

  static Result run(NodeProcess node, int clients, long millis)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    long end = began + TimeUnit.MILLISECONDS.toNanos(millis);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking = new ArrayList<Callable<long[]>>();
      for (int i = 0; i < clients; i++) {
        asking.add(() -> ask(node.port(), end));
      }
      var times = new ArrayList<long[]>();
      for (Future<long[]> client : executor.invokeAll(asking)) {
        times.add(client.get());
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      long[] all = times.stream().flatMapToLong(Arrays::stream).toArray();
      return new Result(new Figures(all), all.length / seconds);
    }
  }

  private static long[] ask(int port, long end) throws IOException {
    var times = new ArrayList<Long>();
    try (var line = new Line(port)) {
      while (System.nanoTime() < end) {
        var answer = line.post("/api/tasks", BODY);
        if (answer.status() != 202) {
          throw new ProofFailed(
              "The node answered %d: %s".formatted(answer.status(), answer.text()));
        }
        times.add(answer.nanos());
      }
    }
    return times.stream().mapToLong(Long::longValue).toArray();
  }
}
