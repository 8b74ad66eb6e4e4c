package dev.meanwhile.proof.webhooks;

import dev.meanwhile.engine.Json;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.Figures;
import dev.meanwhile.proof.Options;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.NodeProcess;
import dev.meanwhile.proof.node.Pause;
import dev.meanwhile.proof.node.Premises;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// `prove webhooks`: forty kinds of receivers, several calls each; a healthy one beside a hundred
/// hanging calls; and a node that is killed while workflows are at work.
public final class WebhookProof {
  private static final long PATIENCE_NANOS = 90_000_000_000L;
  private static final int HEALTHY = 200;
  private static final Set<String> ENDED =
      Set.of("done", "needs attention", "cancelled", "will retry");

  private final Tally tally;
  private final int visits;
  private final int hanging;
  private final Premises premises = Premises.of("webhooks");

  public WebhookProof(Tally tally, Options options) {
    this.tally = tally;
    this.visits = options.number("visits", 5);
    this.hanging = options.number("hanging", 100);
    options.end();
  }

  public void run() throws Exception {
    try (var postgres = LocalPostgres.start(premises.file("postgres"));
        var zoo = new Zoo();
        var trap = new ServerSocket(0, 10, InetAddress.ofLiteral("127.0.0.1"))) {
      postgres.createDatabase("webhooks");
      trap.setSoTimeout(1);
      List<Kind> kinds = new Kinds("http://127.0.0.1:" + trap.getLocalPort() + "/").all();
      try (var node =
          NodeProcess.start(
              premises,
              premises.jar("proof"),
              List.of("node"),
              postgres,
              "webhooks",
              routes(kinds, zoo))) {
        zoo.open(kinds, node.port());
        meetAll(kinds, zoo, node);
        tally.check(untouched(trap), "nobody followed a redirect to the address inside");
        besideHangingCalls(zoo, node);
        killed(zoo, node);
      }
    }
    premises.remove();
  }

  private Map<String, String> routes(List<Kind> kinds, Zoo zoo) {
    var routes = new HashMap<String, String>();
    for (Kind kind : kinds) {
      var name = "MEANWHILE_TYPES_" + kind.name().toUpperCase(Locale.ROOT) + "_";
      routes.put(name + "URL", zoo.url(kind.name()));
      kind.settings().forEach((setting, value) -> routes.put(name + setting, value));
    }
    routes.put("MEANWHILE_TYPES_BAD_TLS_URL", zoo.url("bad_tls").replace("http:", "https:"));
    routes.put("MEANWHILE_TYPES_STUCK_URL", zoo.url("never"));
    routes.put("MEANWHILE_TYPES_STUCK_TIMEOUT", "600s");
    routes.put("MEANWHILE_TYPES_STUCK_MODE", "answer");
    routes.put("MEANWHILE_TYPES_PATIENT_URL", zoo.url("silent"));
    routes.put("MEANWHILE_TYPES_PATIENT_TIMEOUT", "600s");
    return routes;
  }

  private void meetAll(List<Kind> kinds, Zoo zoo, NodeProcess node) throws IOException {
    var tasks = new HashMap<String, List<String>>();
    for (int visit = 0; visit < visits; visit++) {
      tasks.computeIfAbsent("cancelled", _ -> new ArrayList<>()).add(cancelled(node));
      for (Kind kind : kinds) {
        if (!kind.name().equals("cancelled")) {
          String task = submit(node, kind.name());
          tasks.computeIfAbsent(kind.name(), _ -> new ArrayList<>()).add(task);
        }
      }
    }
    for (Kind kind : kinds) {
      meet(kind, tasks.getOrDefault(kind.name(), List.of()), zoo, node);
    }
  }

  /// A task that is cancelled as soon as its workflow is at work: before that it may end uncalled,
  /// and nobody would ever say a word about it.
  private static String cancelled(NodeProcess node) throws IOException {
    String task = submit(node, "cancelled");
    await(
        "its workflow is at work",
        () -> read(node, task).path("current_step").asString("").equals("handed_over"));
    try (var line = new Line(node.port())) {
      line.post("/api/tasks/" + task + "/cancellation", "{}").json(200);
    }
    return task;
  }

  private void meet(Kind kind, List<String> tasks, Zoo zoo, NodeProcess node) throws IOException {
    int right = 0;
    String wrong = "";
    for (String task : tasks) {
      JsonNode end = ended(node, kind, task);
      await("its callbacks are answered", () -> zoo.heard(task).size() >= kind.heard().size());
      boolean once = new HashSet<>(zoo.ids(task)).size() == zoo.ids(task).size();
      if (kind.right().test(end) && zoo.heard(task).equals(kind.heard()) && once) {
        right++;
      } else {
        wrong = " — %s, callbacks answered %s".formatted(end, zoo.heard(task));
      }
    }
    tally.check(
        right == tasks.size(),
        "%s: %d of %d ended right%s".formatted(kind.words(), right, tasks.size(), wrong));
  }

  /// Only a kind that must end up waiting for a retry has ended with that.
  private static JsonNode ended(NodeProcess node, Kind kind, String task) throws IOException {
    boolean waits = kind.name().equals("busy_absurd");
    var last = new ArrayList<JsonNode>();
    await(
        "a task of '" + kind.words() + "' has ended",
        () -> {
          JsonNode now = read(node, task);
          last.add(now);
          String label = now.get("label").asString();
          return ENDED.contains(label) && (waits || !label.equals("will retry"));
        });
    return last.getLast();
  }

  private static boolean untouched(ServerSocket trap) throws IOException {
    try {
      trap.accept().close();
      return false;
    } catch (java.net.SocketTimeoutException nobody) {
      return true;
    }
  }

  private void besideHangingCalls(Zoo zoo, NodeProcess node) throws IOException {
    var stuck = new ArrayList<String>();
    for (int i = 0; i < hanging; i++) {
      stuck.add(submit(node, "stuck"));
    }
    await(
        "twenty calls hang",
        () ->
            stuck.stream().filter(t -> !zoo.arrivals(t).isEmpty()).count()
                >= Math.min(20, hanging));
    var starts = new long[HEALTHY];
    for (int i = 0; i < HEALTHY; i++) {
      long began = System.nanoTime();
      String task = submit(node, "prompt");
      await("a healthy receiver is called", () -> !zoo.arrivals(task).isEmpty());
      starts[i] = zoo.arrivals(task).getFirst() - began;
    }
    var figures = new Figures(starts);
    long open = stuck.stream().filter(task -> !zoo.arrivals(task).isEmpty()).count();
    tally.check(
        figures.percentile(0.99) < 2000,
        "beside %d hanging tasks (%d calls open) a healthy receiver was called after p50 %.0f ms, p99 %.0f ms (below 2,000)"
            .formatted(hanging, open, figures.percentile(0.5), figures.percentile(0.99)));
    for (String task : stuck) {
      try (var line = new Line(node.port())) {
        line.post("/api/tasks/" + task + "/cancellation", "{}").json(200);
      }
    }
  }

  private void killed(Zoo zoo, NodeProcess node) throws IOException {
    var tasks = new ArrayList<String>();
    for (int i = 0; i < 20; i++) {
      tasks.add(submit(node, "patient"));
    }
    for (String task : tasks) {
      await(
          "it is handed over",
          () -> read(node, task).path("current_step").asString("").equals("handed_over"));
    }
    node.kill();
    node.restart();
    node.awaitReady();
    // Longer than the lease of the node that was killed, so that it has been struck off.
    Pause.millis(14_000);
    long waiting = 0;
    for (String task : tasks) {
      JsonNode now = read(node, task);
      waiting +=
          now.get("status").asString().equals("processing") && now.get("attempt").asInt() == 1
              ? 1
              : 0;
    }
    int calls = tasks.stream().mapToInt(task -> zoo.arrivals(task).size()).sum();
    tally.check(
        waiting == tasks.size() && calls == tasks.size(),
        "kill -9 of the node: %d of %d workflows went on in their first attempt, called %d times in all"
            .formatted(waiting, tasks.size(), calls));
  }

  private static String submit(NodeProcess node, String type) throws IOException {
    try (var line = new Line(node.port())) {
      String json = Json.write(Map.of("task_type", type, "input_data", Map.of("x", 1)));
      return line.post("/api/tasks", json).json(202).get("id").asString();
    }
  }

  private static JsonNode read(NodeProcess node, String task) throws IOException {
    try (var line = new Line(node.port())) {
      return line.get("/api/tasks/" + task).json(200);
    }
  }

  private interface Question {
    boolean holds() throws IOException;
  }

  private static void await(String what, Question question) throws IOException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!question.holds()) {
      if (System.nanoTime() > end) {
        throw new ProofFailed("It took longer than 90 s until %s.".formatted(what));
      }
      Pause.millis(20);
    }
  }
}
