package dev.meanwhile.proof.desk;

import dev.meanwhile.engine.Json;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.http.Line;
import dev.meanwhile.proof.node.Pause;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Agents save without a break, and the node is killed with SIGKILL again and again. Whoever was
/// not answered sends the same form again.
final class Kills {
  private static final int ROUNDS = 3;
  private static final int AGENTS = 16;

  private final Tally tally;
  private final Office office;
  private final Random chance;
  private final Map<String, String> answered = new ConcurrentHashMap<>();
  private final AtomicInteger repeated = new AtomicInteger();
  private final AtomicBoolean closing = new AtomicBoolean();

  Kills(Tally tally, Office office, Random chance) {
    this.tally = tally;
    this.office = office;
    this.chance = chance;
  }

  void run() throws SQLException {
    long before = clients();
    try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < AGENTS; i++) {
        int agent = i;
        hands.execute(() -> work(agent));
      }
      for (int round = 0; round < ROUNDS; round++) {
        Pause.millis(700 + chance.nextInt(1_000));
        office.node().kill();
        office.node().restart();
        office.node().awaitReady();
      }
      Pause.millis(500);
      closing.set(true);
    }
    office.awaitIdle();
    long saved = clients() - before;
    DeskStore store = office.store();
    tally.check(
        saved == answered.size() && store.maimed() == 0 && store.stray() == 0,
        "killed %d times while %d agents saved: %,d forms answered, %d sent again, %,d clients; each with exactly its two tasks and one audit entry, no task without a client"
            .formatted(ROUNDS, AGENTS, answered.size(), repeated.get(), saved));
    tally.check(
        answered.values().stream().distinct().count() == answered.size(),
        "no two forms were answered with the same client");
  }

  private long clients() throws SQLException {
    return office.store().clients();
  }

  private void work(int agent) {
    for (int number = 0; !closing.get(); number++) {
      String name = "Kill%dx%d".formatted(agent, number);
      String form = Json.write(office.form(name, number));
      String client = save(name, form);
      while (client.isEmpty()) {
        repeated.incrementAndGet();
        Pause.millis(100);
        client = save(name, form);
      }
      answered.put(name, client);
    }
  }

  /// @return empty when there was no answer
  private String save(String key, String form) {
    try (var line = new Line(office.node().port())) {
      var answer = line.post("/add-client", form, Map.of("Idempotency-Key", key));
      return answer.status() == 201 ? answer.json(201).get("client_id").asString() : "";
    } catch (IOException _) {
      return "";
    }
  }
}
