package dev.meanwhile.engine.support;

import static java.util.Objects.requireNonNull;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.DependencyHealth;
import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.Incident;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outages;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.support.Node.Input;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/// A service that can be switched off, and counts who asks it.
public final class Service {
  private final DataSource database;
  private final String name;
  private final TaskType<Input> type;

  /// Whether it answers.
  public final AtomicBoolean up = new AtomicBoolean(true);

  /// How often it was asked.
  public final AtomicInteger calls = new AtomicInteger();

  public Service(DataSource database, String name) {
    this.database = database;
    this.name = name;
    this.type = TaskType.of("asks_" + name, Input.class).needs(name);
  }

  public TaskType<Input> type() {
    return type;
  }

  public Dependency handling() {
    return Dependency.of(name)
        .awayAfter(3)
        .probing(Duration.ofMillis(200), Duration.ofMillis(400))
        .pace(100);
  }

  public void ask() throws IOException {
    calls.incrementAndGet();
    if (!up.get()) {
      throw new IOException("503");
    }
  }

  public Node node() {
    return new Node(
        database,
        Node.QUICK,
        builder ->
            builder
                .dependency(handling())
                .handles(
                    type,
                    (_, _) -> {
                      ask();
                      return Outcome.completed();
                    }));
  }

  public List<UUID> submit(Node node, int tasks) {
    List<NewTask> all = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      all.add(type.task(new Input("t" + i)));
    }
    return node.tasks().submitAll(all).stream().map(Submitted::id).toList();
  }

  public Incident incident(Node node) {
    Outages outages = node.engine().outages();
    return outages.incidents(100).stream()
        .filter(one -> name.equals(one.dependency()))
        .map(one -> requireNonNull(outages.incident(one.id())))
        .findFirst()
        .orElseThrow();
  }

  public DependencyHealth health(Node node) {
    return requireNonNull(node.engine().outages().find(name));
  }

  /// Waits for the breaker; the node tells when something changed.
  public DependencyHealth await(Node node, State state) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      DependencyHealth health = health(node);
      if (health.state() == state) {
        return health;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("It did not come to that: " + health(node));
  }

  /// What happened in its newest incident.
  public List<String> history(Node node) {
    return incident(node).history().stream().map(Incident.Entry::type).toList();
  }
}
