package dev.meanwhile.proof.pull;

import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// `prove pull`: workers that ask for their tasks are killed, hang, answer late and twice, race
/// each other; and the node they talk to is killed and restarted.
public final class PullProof {
  private static final int LEASE = 4;

  private final Tally tally;
  private final int tasks;
  private final int waiting;
  private final Premises premises = Premises.of("pull");

  public PullProof(Tally tally, Options options) {
    this.tally = tally;
    this.tasks = options.number("tasks", 1000);
    this.waiting = options.number("waiting", 300);
    options.end();
  }

  public void run() throws Exception {
    try (var postgres = LocalPostgres.start(premises.file("postgres"))) {
      postgres.createDatabase("pull");
      try (var node =
          NodeProcess.start(
              premises, premises.jar("proof"), List.of("node"), postgres, "pull", types())) {
        var hand = new Hand(node);
        var crowd = new Crowd(tally, hand);
        killed(hand);
        hung(hand);
        stopped(hand);
        words(hand);
        poison(hand);
        brokenOff(hand);
        crowd.race(tasks);
        crowd.limit();
        crowd.wait(waiting);
        nodeKilled(hand);
        nodeStopped(hand);
      }
    }
    premises.remove();
  }

  private static Map<String, String> types() {
    var all = new HashMap<String, String>();
    for (var type :
        List.of("word_count", "words", "poison", "broken", "race", "few", "wait", "held", "poll")) {
      var name = "MEANWHILE_TYPES_" + type.toUpperCase(java.util.Locale.ROOT) + "_";
      all.put(name + "MODE", "pull");
      all.put(
          name + "LEASE",
          List.of("race", "few", "wait", "broken").contains(type) ? "60s" : LEASE + "s");
    }
    all.put("MEANWHILE_TYPES_FEW_CONCURRENCY", "3");
    return all;
  }

  private static Map<String, ?> text(int lines) {
    return Map.of("text", "one two\n".repeat(lines), "pause", 0.1);
  }

  /// Whether this worker has said that it is at it. One that was killed while it waited may have
  /// had the task for a moment before.
  private static boolean runs(JsonNode task, String worker) {
    String said = task.path("status_message").asString("");
    return task.get("status").asString().equals("processing")
        && (said.contains(" " + worker + " ") || said.startsWith("Counting"));
  }

  private void killed(Hand hand) throws IOException {
    String task;
    try (var first = WorkerProcess.start(premises, hand.node(), "first")) {
      task = hand.submit("word_count", text(60));
      hand.until("the worker has begun", task, now -> runs(now, "first"));
      Pause.millis(1000);
      first.kill();
    }
    long began = System.nanoTime();
    try (var _ = WorkerProcess.start(premises, hand.node(), "second")) {
      JsonNode taken =
          hand.until(
              "another has it",
              task,
              now -> now.get("attempt").asInt() == 2 && runs(now, "second"));
      double seconds = (System.nanoTime() - began) / 1e9;
      tally.check(
          seconds < LEASE + 3 && taken.get("retry_count").asInt() == 0,
          "a worker process is killed -9: another has its task %.1f s later (lease %d s), without a retry"
              .formatted(seconds, LEASE));
      JsonNode end =
          hand.until("it is done", task, now -> now.get("status").asString().equals("completed"));
      tally.check(
          end.get("attempt").asInt() == 2 && hand.deeds(task).contains("rescued"),
          "the other one does it: completed in attempt 2, the timeline says that it was rescued");
    }
  }

  private void hung(Hand hand) throws IOException {
    try (var first = WorkerProcess.start(premises, hand.node(), "hung")) {
      String task = hand.submit("word_count", text(30));
      hand.until("the worker has begun", task, now -> runs(now, "hung"));
      first.signal("STOP");
      try (var _ = WorkerProcess.start(premises, hand.node(), "quick")) {
        JsonNode end =
            hand.until("it is done", task, now -> now.get("status").asString().equals("completed"));
        first.signal("CONT");
        long patience = System.nanoTime() + 20_000_000_000L;
        while (!first.said().contains("not ours any more")
            && !first.said().contains("not accepted")
            && System.nanoTime() < patience) {
          Pause.millis(50);
        }
        JsonNode after = hand.read(task);
        tally.check(
            first.said().contains("not ours any more") || first.said().contains("not accepted"),
            "a worker process that hung for longer than its lease is told so when it wakes up");
        tally.check(
            end.get("version").equals(after.get("version")),
            "and nothing it says changes the task");
      }
    }
  }

  private void stopped(Hand hand) throws IOException {
    try (var worker = WorkerProcess.start(premises, hand.node(), "stopped")) {
      String task = hand.submit("word_count", text(100));
      hand.until("the worker has begun", task, now -> runs(now, "stopped"));
      boolean ended = worker.stop();
      JsonNode now = hand.read(task);
      tally.check(
          ended
              && now.get("status").asString().equals("pending")
              && now.get("retry_count").asInt() == 0,
          "a worker process that is asked to stop gives its task back: "
              + now.get("status_message").asString());
      hand.say(hand.claimAll("proof", "word_count", 1).getFirst(), "complete", "{}").json(200);
    }
  }

  private void words(Hand hand) throws IOException {
    hand.submit("words", Map.of());
    JsonNode task = hand.claimAll("proof", "words", 1).getFirst();
    int first = hand.say(task, "complete", "{\"output_data\":{\"n\":1}}").status();
    JsonNode again = hand.say(task, "complete", "{\"output_data\":{\"n\":2}}").json(200);
    tally.check(
        first == 200
            && again.get("repeated").asBoolean()
            && hand.read(Hand.id(task)).get("output_data").get("n").asInt() == 1,
        "an end that is said twice counts once");
    tally.check(
        hand.say(task, "fail", "{}").status() == 409, "another end after it is refused (409)");

    String cancelled = hand.submit("words", Map.of());
    JsonNode mine = hand.claimAll("proof", "words", 1).getFirst();
    try (var line = new Line(hand.node().port())) {
      line.post("/api/tasks/" + cancelled + "/cancellation", "{}").json(200);
    }
    tally.check(
        hand.say(mine, "heartbeat", "{}").status() == 410,
        "the worker of a cancelled task learns it with its next sign of life (410)");
    tally.check(
        hand.sayAll(List.of(mine, task), "heartbeat") == 0,
        "of several words in one request each is judged for itself");
  }

  private void poison(Hand hand) throws IOException {
    String task = hand.submit("poison", Map.of());
    for (int i = 0; i < 3; i++) {
      hand.claimAll("proof", "poison", 1);
    }
    JsonNode end =
        hand.until("it has failed", task, now -> now.get("status").asString().equals("failed"));
    tally.check(
        end.get("error_details").get("code").asString().equals("crashes_its_worker"),
        "a task that kills its worker three times is not given to a fourth");
  }

  private void brokenOff(Hand hand) throws IOException {
    for (int i = 0; i < 5; i++) {
      try (var line = new Line(hand.node().port())) {
        Thread.ofVirtual()
            .start(() -> {
              try {
                line.post("/api/claims", Hand.wish("gone", "broken", 1, 30));
              } catch (IOException broken) {
                // As meant.
              }
            });
        Pause.millis(300);
        line.cut();
      }
    }
    String task = hand.submit("broken", Map.of());
    long began = System.nanoTime();
    List<JsonNode> got = hand.claimAll("proof", "broken", 1);
    double seconds = (System.nanoTime() - began) / 1e9;
    tally.check(
        got.size() == 1 && Hand.id(got.getFirst()).equals(task) && seconds < 20,
        "five workers break off while they wait: the next one has the task %.1f s later (lease 60 s)"
            .formatted(seconds));
  }

  private void nodeKilled(Hand hand) throws IOException {
    for (int i = 0; i < 20; i++) {
      hand.submit("held", Map.of());
    }
    List<JsonNode> held = hand.claimAll("patient", "held", 20);
    hand.node().kill();
    Pause.millis(LEASE * 1000L + 1000);
    hand.node().restart();
    hand.node().awaitReady();
    long beats = hand.sayAll(held, "heartbeat");
    Pause.millis(2000);
    long ends = hand.sayAll(held, "complete");
    tally.check(
        held.size() == 20 && beats == 20 && ends == 20,
        "the node is killed -9 and away for longer than the lease: %d of 20 workers go on, %d ends count"
            .formatted(beats, ends));
  }

  private void nodeStopped(Hand hand) throws Exception {
    var asked = new java.util.concurrent.CompletableFuture<Double>();
    Thread.ofVirtual()
        .start(() -> {
          try (var line = new Line(hand.node().port())) {
            line.post("/api/claims", Hand.wish("patient", "poll", 1, 30));
            asked.complete(System.nanoTime() / 1e9);
          } catch (IOException broken) {
            asked.completeExceptionally(broken);
          }
        });
    Pause.millis(1500);
    double began = System.nanoTime() / 1e9;
    hand.node().stop();
    double answered = asked.get() - began;
    hand.node().restart();
    hand.node().awaitReady();
    String task = hand.submit("poll", Map.of());
    List<JsonNode> got = hand.claimAll("patient", "poll", 1);
    tally.check(
        answered < 5 && got.size() == 1 && Hand.id(got.getFirst()).equals(task),
        "the node is restarted while a worker waits: it is answered after %.1f s (asked for 30), and asks again"
            .formatted(answered));
  }
}
