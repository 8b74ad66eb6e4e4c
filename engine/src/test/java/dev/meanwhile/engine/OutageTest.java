package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.DependencyHealth.State;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Node.Input;
import dev.meanwhile.engine.support.Service;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happens by itself when a service is away.
class OutageTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final RetryPolicy QUICKLY =
      new RetryPolicy(3, Duration.ofMillis(50), Duration.ofMillis(100), 0);

  private static List<String> types(Incident incident) {
    return incident.history().stream().map(Incident.Entry::type).toList();
  }

  @Test
  void tasks_wait_an_outage_out_without_burning_retries() {
    Service maps = service("maps");
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
    Service maps = service("shared");
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
  void a_dead_probes_place_is_taken_by_another() throws Exception {
    Service maps = service("fatal");
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
                        maps.type(),
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
    Service maps = service("step");
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
      assertThat(node.tasks().find(TaskQuery.newest(10).labelled(TaskLabel.WILL_RETRY))).isEmpty();
      assertThat(node.tasks().labelCounts(null)).containsEntry(TaskLabel.WILL_RETRY, 0L);
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

  private static Service service(String name) {
    return new Service(database.dataSource(), name);
  }
}
