package dev.meanwhile.proof.pull;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// Many workers at once.
final class Crowd {
  private final Tally tally;
  private final Hand hand;

  Crowd(Tally tally, Hand hand) {
    this.tally = tally;
    this.hand = hand;
  }

  private interface Job {
    void run() throws IOException;
  }

  private static Thread start(ConcurrentLinkedQueue<String> trouble, Job job) {
    return Thread.startVirtualThread(() -> {
      try {
        job.run();
      } catch (IOException | RuntimeException broken) {
        trouble.add(broken.toString());
      }
    });
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /// Two workers race for so many tasks.
  void race(int tasks) throws Exception {
    var trouble = new ConcurrentLinkedQueue<String>();
    var submitters = new ArrayList<Thread>();
    for (int i = 0; i < 20; i++) {
      int some = tasks / 20 + (i < tasks % 20 ? 1 : 0);
      submitters.add(
          start(
              trouble,
              () -> {
                for (int n = 0; n < some; n++) {
                  hand.submit("race", Map.of("n", n));
                }
              }));
    }
    var all = new ConcurrentLinkedQueue<String>();
    var shares = new int[2];
    long began = System.nanoTime();
    var workers = new ArrayList<Thread>();
    for (int i = 0; i < 2; i++) {
      int me = i;
      workers.add(
          start(
              trouble,
              () -> {
                while (all.size() < tasks) {
                  List<JsonNode> got = hand.claim("racer-" + me, "race", 20, 1);
                  got.forEach(task -> all.add(Hand.id(task) + " " + task.get("attempt").asInt()));
                  shares[me] += got.size();
                  if (!got.isEmpty() && hand.sayAll(got, "complete") != got.size()) {
                    trouble.add("an end was refused");
                  }
                }
              }));
    }
    join(submitters);
    join(workers);
    double seconds = (System.nanoTime() - began) / 1e9;
    boolean once =
        all.size() == tasks
            && new HashSet<>(all).size() == tasks
            && all.stream().allMatch(one -> one.endsWith(" 1"));
    tally.check(
        once && trouble.isEmpty(),
        "two workers race for %d tasks: %d and %d, each task once, all done in %.1f s%s"
            .formatted(
                tasks, shares[0], shares[1], seconds, trouble.isEmpty() ? "" : " — " + trouble));
  }

  /// Ten workers, three of whom may have a task.
  void limit() throws Exception {
    int tasks = 60;
    for (int i = 0; i < tasks; i++) {
      hand.submit("few", Map.of("n", i));
    }
    var trouble = new ConcurrentLinkedQueue<String>();
    var at = new AtomicInteger();
    var most = new AtomicInteger();
    var done = new AtomicInteger();
    var workers = new ArrayList<Thread>();
    for (int i = 0; i < 10; i++) {
      String name = "few-" + i;
      workers.add(
          start(
              trouble,
              () -> {
                while (done.get() < tasks) {
                  List<JsonNode> got = hand.claim(name, "few", 2, 1);
                  most.accumulateAndGet(at.addAndGet(got.size()), Math::max);
                  for (JsonNode task : got) {
                    Pause.millis(20);
                    at.decrementAndGet();
                    hand.say(task, "complete", "{}").json(200);
                    done.incrementAndGet();
                  }
                }
              }));
    }
    join(workers);
    tally.check(
        done.get() == tasks && most.get() <= 3 && trouble.isEmpty(),
        "ten workers of a type with a concurrency of 3: %d tasks done, at most %d at once%s"
            .formatted(done.get(), most.get(), trouble.isEmpty() ? "" : " — " + trouble));
  }

  /// So many wait, and a task comes.
  void wait(int waiting) throws Exception {
    int tasks = Math.min(100, waiting);
    var trouble = new ConcurrentLinkedQueue<String>();
    var came = new ConcurrentHashMap<String, Long>();
    var workers = new ArrayList<Thread>();
    for (int i = 0; i < waiting; i++) {
      String name = "waiter-" + i;
      workers.add(
          start(
              trouble,
              () -> {
                try (var line = new Line(hand.node().port())) {
                  JsonNode answer =
                      line.post("/api/claims", Hand.wish(name, "wait", 1, 15)).json(200);
                  for (JsonNode task : answer.get("tasks")) {
                    came.put(Hand.id(task), System.nanoTime());
                    hand.say(task, "complete", Json.write(Map.of())).json(200);
                  }
                }
              }));
    }
    Pause.millis(3000);
    var took = new long[tasks];
    var ids = new String[tasks];
    for (int i = 0; i < tasks; i++) {
      long began = System.nanoTime();
      ids[i] = hand.submit("wait", Map.of("n", i));
      took[i] = began;
    }
    join(workers);
    int missing = 0;
    for (int i = 0; i < tasks; i++) {
      Long at = came.get(ids[i]);
      missing += at == null ? 1 : 0;
      took[i] = at == null ? 0 : at - took[i];
    }
    var figures = new Figures(took);
    tally.check(
        missing == 0 && trouble.isEmpty() && figures.percentile(0.99) < 2000,
        "%d workers wait: %d tasks reach one each, p50 %.0f ms, p99 %.0f ms after they were created (below 2,000)%s"
            .formatted(
                waiting,
                tasks - missing,
                figures.percentile(0.5),
                figures.percentile(0.99),
                trouble.isEmpty() ? "" : " — " + trouble.peek()));
  }
}
