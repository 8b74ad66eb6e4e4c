package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Node.Input;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutageTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final RetryPolicy QUICKLY =
      new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(100), 0);

  /// A service that can be switched off, and counts who asks it.
  private static final class Service {
    private final String name;
    private final AtomicBoolean up = new AtomicBoolean(true);
    private final AtomicInteger calls = new AtomicInteger();
    private final TaskType<Input> type;

    Service(String name) {
      this.name = name;
      this.type = TaskType.of("asks_" + name, Input.class).needs(name);
    }

    Dependency handling() {
      return Dependency.of(name)
          .awayAfter(3)
          .probing(Duration.ofMillis(200), Duration.ofMillis(400))
          .pace(100);
    }

    void ask() throws IOException {
      calls.incrementAndGet();
      if (!up.get()) {
        throw new IOException("503");
      }
    }

    Node node() {
      return new Node(
          database.dataSource(),
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

    List<UUID> submit(Node node, int tasks) {
      List<NewTask> all = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        all.add(type.task(new Input("t" + i)));
      }
      return node.tasks().submitAll(all).stream().map(Submitted::id).toList();
    }

    Incident incident(Node node) {
      Outages outages = node.engine().outages();
      return outages.incidents(100).stream()
          .filter(one -> name.equals(one.dependency()))
          .map(one -> requireNonNull(outages.incident(one.id())))
          .findFirst()
          .orElseThrow();
    }

    DependencyHealth health(Node node) {
      return requireNonNull(node.engine().outages().find(name));
    }

    /// Waits for the breaker; the node tells when something changed.
    DependencyHealth await(Node node, State state) {
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
  }

  private static List<String> types(Incident incident) {
    return incident.history().stream().map(Incident.Entry::type).toList();
  }

  @Test
  void tasks_wait_an_outage_out_without_burning_retries() {
    Service maps = new Service("maps");
    maps.up.set(false);
    try (Node node = maps.node().start()) {
      List<UUID> ids = maps.submit(node, 20);
      maps.await(node, State.OPEN);
      Task parked = node.await(ids.getFirst(), task -> "maps".equals(task.parkedOn()));

      assertThat(parked.status()).isEqualTo(TaskStatus.PENDING);
      assertThat(parked.statusMessage())
          .isEqualTo("Maps is not answering. We go on by ourselves when it does.");
      assertThat(parked.runAt()).isNull();
      assertThat(parked.label()).isEqualTo("waiting");

      maps.up.set(true);
      for (UUID id : ids) {
        Task done = node.awaitStatus(id, TaskStatus.COMPLETED);
        assertThat(done.retryCount()).isLessThanOrEqualTo(1);
        assertThat(done.parkedOn()).isNull();
      }
      maps.await(node, State.CLOSED);
      Incident incident = maps.incident(node);
      assertThat(incident.endedAt()).isNotNull();
      assertThat(incident.by()).isEqualTo("system");
      assertThat(incident.why()).isEqualTo("a call failed (IOException)");
      assertThat(incident.parked()).isBetween(1L, 20L);
      assertThat(types(incident)).startsWith("opened", "probing").endsWith("answered", "closed");
      assertThat(incident.probes()).isBetween(1, 10);
    }
  }

  @Test
  void whoever_says_it_clearly_is_believed_at_once_and_others_are_not_disturbed() throws Exception {
    CountDownLatch down = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean up = new AtomicBoolean();
    TaskType<Input> mail = TaskType.of("mail", Input.class).needs("post").retries(0);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.QUICK,
                builder ->
                    builder
                        .dependency(
                            Dependency.of("post")
                                .probing(Duration.ofMillis(100), Duration.ofSeconds(1)))
                        .handles(Node.WORK, (_, _) -> Outcome.completed())
                        .handles(
                            mail,
                            (_, _) -> {
                              calls.incrementAndGet();
                              if (!up.get()) {
                                down.countDown();
                                throw new IllegalStateException(
                                    new DependencyAway("post", "it says so"));
                              }
                              return Outcome.completed();
                            }))
            .start()) {
      UUID first = node.tasks().submit(mail.task(new Input("first"))).id();
      down.await();
      node.await(first, task -> "post".equals(task.parkedOn()));
      UUID second = node.tasks().submit(mail.task(new Input("second"))).id();
      UUID work = node.submit("undisturbed");

      node.awaitStatus(work, TaskStatus.COMPLETED);
      assertThat(node.task(second).status()).isIn(TaskStatus.PENDING, TaskStatus.PROCESSING);
      up.set(true);
      assertThat(node.awaitStatus(first, TaskStatus.COMPLETED).retryCount()).isZero();
      node.awaitStatus(second, TaskStatus.COMPLETED);
      assertThat(node.deeds(first)).contains("parked").doesNotContain("failed");
    }
  }

  @Test
  void two_nodes_send_one_probe_at_a_time() {
    Service maps = new Service("shared");
    maps.up.set(false);
    try (Node one = maps.node().start();
        Node two = maps.node().start()) {
      List<UUID> ids = maps.submit(one, 50);
      maps.await(two, State.OPEN);
      while (maps.incident(one).probes() < 4) {
        Thread.onSpinWait();
      }
      assertThat(maps.calls.get())
          .as("each task once, and the probes")
          .isLessThanOrEqualTo(50 + maps.incident(one).probes());
      maps.up.set(true);
      for (UUID id : ids) {
        one.awaitStatus(id, TaskStatus.COMPLETED);
      }
      maps.await(one, State.CLOSED);
      assertThat(one.engine().outages().incidents(100))
          .filteredOn(found -> "shared".equals(found.dependency()))
          .hasSize(1);
    }
  }

  @Test
  void a_parked_task_can_be_cancelled_but_not_retried() {
    Service maps = new Service("cancelled");
    maps.up.set(false);
    try (Node node = maps.node().start()) {
      List<UUID> ids = maps.submit(node, 5);
      maps.await(node, State.OPEN);
      assertThat(node.engine().outages().pause("cancelled", "user:ana", "hold it")).isTrue();
      UUID id = ids.getLast();
      node.await(id, task -> task.status() == TaskStatus.PENDING && task.attempt() > 0);

      assertThatThrownBy(() -> node.tasks().retry(id, "user:ana"))
          .isInstanceOf(ChangeRefused.class)
          .hasMessageContaining("waiting");
      assertThat(requireNonNull(node.tasks().cancel(id, "user:ana")).parkedOn()).isNull();
      assertThat(node.task(id).status()).isEqualTo(TaskStatus.CANCELLED);

      maps.up.set(true);
      node.engine().outages().resume("cancelled", "user:ana", "go on");
      for (UUID other : ids.subList(0, 4)) {
        node.awaitStatus(other, TaskStatus.COMPLETED);
      }
      assertThat(node.deeds(id)).endsWith("cancelled");
    }
  }

  @Test
  void a_person_can_pause_a_dependency_and_resume_it() {
    Service maps = new Service("held");
    try (Node node = maps.node().start()) {
      Outages outages = node.engine().outages();
      node.awaitStatus(maps.submit(node, 1).getFirst(), TaskStatus.COMPLETED);
      assertThat(outages.pause("held", "user:ana", "a new key")).isTrue();
      assertThat(outages.pause("held", "user:bob", "me too")).isFalse();
      assertThat(requireNonNull(maps.health(node).pause()).by()).isEqualTo("user:ana");
      List<UUID> ids = maps.submit(node, 3);
      assertThat(maps.calls).hasValue(1);

      assertThat(outages.resume("held", "user:ana", "the key works")).isTrue();

      for (UUID id : ids) {
        node.awaitStatus(id, TaskStatus.COMPLETED);
      }
      maps.await(node, State.CLOSED);
      assertThat(outages.resume("held", "user:ana", "again")).isFalse();
      Incident incident = maps.incident(node);
      assertThat(incident.why()).isEqualTo("a new key");
      assertThat(incident.by()).isEqualTo("user:ana");
      assertThat(types(incident))
          .containsExactly("paused", "resumed", "probing", "answered", "closed");
      assertThat(incident.history().getFirst().actor()).isEqualTo("user:ana");
    }
  }

  @Test
  void a_pause_with_nobody_waiting_just_ends() {
    Service maps = new Service("idle");
    try (Node node = maps.node().start()) {
      node.engine().outages().pause("idle", "user:ana", "a drill");
      node.engine().outages().resume("idle", "user:ana", "the drill is over");

      maps.await(node, State.CLOSED);
      assertThat(types(maps.incident(node))).containsExactly("paused", "resumed", "closed");
    }
  }

  @Test
  void a_person_can_pause_a_task_type_and_resume_it() {
    TaskType<Input> slow = TaskType.of("slow", Input.class);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.QUICK,
                builder ->
                    builder
                        .handles(Node.WORK, (_, _) -> Outcome.completed())
                        .handles(slow, (_, _) -> Outcome.completed()))
            .start()) {
      Outages outages = node.engine().outages();
      assertThat(outages.pauseType("slow", "user:ana", "too noisy")).isTrue();
      assertThat(outages.pauseType("slow", "user:ana", "twice")).isFalse();
      UUID held = node.tasks().submit(slow.task(new Input("x"))).id();
      for (int i = 0; i < 5; i++) {
        node.awaitStatus(node.submit("other" + i), TaskStatus.COMPLETED);
      }
      assertThat(requireNonNull(outages.pausedTypes().get("slow")).why()).isEqualTo("too noisy");

      assertThat(outages.resumeType("slow", "user:ana", "quiet now")).isTrue();

      node.awaitStatus(held, TaskStatus.COMPLETED);
      assertThat(outages.pausedTypes()).isEmpty();
      Incident incident =
          outages.incidents(100).stream()
              .filter(one -> "slow".equals(one.taskType()))
              .findFirst()
              .orElseThrow();
      assertThat(types(requireNonNull(outages.incident(incident.id()))))
          .containsExactly("paused", "resumed", "closed");
    }
  }

  @Test
  void nobody_pauses_what_does_not_exist_or_without_a_reason() {
    Service maps = new Service("strict");
    try (Node node = maps.node().start()) {
      Outages outages = node.engine().outages();
      assertThatThrownBy(() -> outages.pause("strct", "user:ana", "why"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("There is no dependency called 'strct'")
          .hasMessageContaining("strict");
      assertThatThrownBy(() -> outages.pauseType("nothing", "user:ana", "why"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> outages.pause("strict", "user:ana", " "))
          .hasMessageContaining("Say why");
      assertThat(outages.find("strct")).isNull();
      assertThat(outages.incident(-1)).isNull();
    }
  }

  @Test
  void a_dead_probes_place_is_taken_by_another() throws Exception {
    Service maps = new Service("fatal");
    CountDownLatch probing = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    Node dying =
        new Node(
            database.dataSource(),
            Node.QUICK,
            builder ->
                builder
                    .dependency(maps.handling())
                    .handles(
                        maps.type,
                        (_, _) -> {
                          if (first.compareAndSet(true, false)) {
                            throw new DependencyAway("fatal", "down");
                          }
                          probing.countDown();
                          while (never.getCount() > 0) {
                            try {
                              never.await();
                            } catch (InterruptedException deaf) {
                              Objects.requireNonNull(deaf);
                            }
                          }
                          return Outcome.completed();
                        }));
    dying.start();
    UUID id = maps.submit(dying, 1).getFirst();
    probing.await();
    dying.die();

    try (Node living = maps.node().start()) {
      Task done = living.awaitStatus(id, TaskStatus.COMPLETED);

      assertThat(done.attempt()).isEqualTo(3);
      maps.await(living, State.CLOSED);
      assertThat(types(maps.incident(living))).contains("probe_lost");
      assertThat(living.deeds(id))
          .containsExactly(
              "submitted", "claimed", "parked", "claimed", "rescued", "claimed", "completed");
    }
    never.countDown();
    dying.close();
  }

  @Test
  void only_the_steps_that_need_the_service_wait_for_it() throws Exception {
    Service maps = new Service("step");
    maps.up.set(false);
    AtomicInteger loads = new AtomicInteger();
    TaskType<Input> route = TaskType.of("route", Input.class).retry(QUICKLY);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.QUICK,
                builder ->
                    builder
                        .dependency(maps.handling().awayAfter(1))
                        .handles(
                            route,
                            (input, work) -> {
                              String drivers =
                                  work.step(
                                      "loading",
                                      "Loading…",
                                      String.class,
                                      () -> "drivers " + loads.incrementAndGet());
                              if (input.text().equals("short")) {
                                return Outcome.completed();
                              }
                              work.needing(
                                  "step",
                                  () -> {
                                    maps.ask();
                                    return 1;
                                  });
                              return Outcome.completed(drivers);
                            }))
            .start()) {
      UUID far = node.tasks().submit(route.task(new Input("far"))).id();
      node.await(far, task -> "step".equals(task.parkedOn()));
      UUID near = node.tasks().submit(route.task(new Input("short"))).id();
      node.awaitStatus(near, TaskStatus.COMPLETED);
      UUID also = node.tasks().submit(route.task(new Input("far"))).id();
      node.await(also, task -> "step".equals(task.parkedOn()));

      maps.up.set(true);

      assertThat(node.awaitStatus(far, TaskStatus.COMPLETED).output())
          .isEqualTo("{\"value\": \"drivers 1\"}");
      node.awaitStatus(also, TaskStatus.COMPLETED);
      assertThat(loads).as("finished steps are kept").hasValue(3);
      maps.await(node, State.CLOSED);
    }
  }

  @Test
  void a_retry_that_ran_into_an_outage_goes_back_into_the_budget() {
    AtomicBoolean up = new AtomicBoolean();
    TaskType<Input> type = TaskType.of("refunded", Input.class).retry(QUICKLY.times(1));
    try (Node node =
        new Node(
                database.dataSource(),
                Node.QUICK,
                builder ->
                    builder
                        .dependency(
                            Dependency.of("refunds")
                                .probing(Duration.ofMillis(50), Duration.ofMillis(100)))
                        .handles(
                            type,
                            (_, work) -> {
                              if (work.attempt() == 1) {
                                return Outcome.failedForNow("It failed", "x", "Wait.", "x");
                              }
                              return up.get()
                                  ? Outcome.completed()
                                  : Outcome.parked("refunds", "down");
                            }))
            .start()) {
      UUID id = node.tasks().submit(type.task(new Input("x"))).id();
      Task parked = node.await(id, task -> "refunds".equals(task.parkedOn()));
      assertThat(parked.retryCount()).isZero();
      assertThat(parked.errorMessage()).isNull();
      node.await(id, task -> task.attempt() >= 5);

      up.set(true);

      Task done = node.awaitStatus(id, TaskStatus.COMPLETED);
      assertThat(done.retryCount()).as("one failure, one retry").isEqualTo(1);
    }
  }

  @Test
  void attempts_that_hang_count_against_what_they_need() throws Exception {
    AtomicBoolean up = new AtomicBoolean();
    TaskType<Input> type =
        TaskType.of("hangs", Input.class)
            .needs("tarpit")
            .timeout(Duration.ofSeconds(1))
            .retry(QUICKLY.times(1));
    try (Node node =
        new Node(
                database.dataSource(),
                Node.QUICK,
                builder ->
                    builder
                        .dependency(
                            Dependency.of("tarpit")
                                .awayAfter(1)
                                .probing(Duration.ofMillis(100), Duration.ofMillis(100)))
                        .handles(
                            type,
                            (_, _) -> {
                              if (!up.get()) {
                                new CountDownLatch(1).await();
                              }
                              return Outcome.completed();
                            }))
            .start()) {
      UUID id = node.tasks().submit(type.task(new Input("x"))).id();
      node.await(id, task -> task.attempt() >= 3 && "tarpit".equals(task.parkedOn()));

      up.set(true);

      assertThat(node.awaitStatus(id, TaskStatus.COMPLETED).retryCount()).isEqualTo(1);
      assertThat(node.deeds(id)).containsOnlyOnce("timed_out").contains("parked");
    }
  }
}
