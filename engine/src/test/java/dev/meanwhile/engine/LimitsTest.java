package dev.meanwhile.engine;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LimitsTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final Handler<Node.Input> BRIEF =
      (_, _) -> {
        boolean _ = new CountDownLatch(1).await(4, TimeUnit.MILLISECONDS);
        return Outcome.completed();
      };

  @BeforeEach
  void empty() throws SQLException {
    execute(
        "truncate meanwhile.tasks, meanwhile.queue, meanwhile.task_events, meanwhile.gate_starts");
  }

  @Test
  void never_more_run_at_once_than_the_type_allows_on_all_nodes_together() throws Exception {
    TaskType<Node.Input> type = Node.WORK.atOnce(3);
    try (Node one = new Node(database.dataSource(), type, BRIEF).start();
        Node two = new Node(database.dataSource(), type, BRIEF).start()) {
      List<UUID> ids = submit(one, 150, _ -> null);

      awaitAll(two, ids);

      assertThat(mostAtOnce("task_type")).isEqualTo(3);
    }
  }

  @Test
  void never_more_run_at_once_than_each_key_allows() throws Exception {
    TaskType<Node.Input> type = Node.WORK.atOncePerKey(2);
    try (Node one = new Node(database.dataSource(), type, BRIEF).start();
        Node two = new Node(database.dataSource(), type, BRIEF).start()) {
      List<UUID> ids = submit(one, 200, i -> "customer-" + i % 7);

      awaitAll(two, ids);

      assertThat(mostAtOnce("concurrency_key")).isEqualTo(2);
    }
  }

  @Test
  void both_limits_hold_together() throws Exception {
    TaskType<Node.Input> type = Node.WORK.atOnce(4).atOncePerKey(1);
    try (Node one = new Node(database.dataSource(), type, BRIEF).start();
        Node two = new Node(database.dataSource(), type, BRIEF).start()) {
      List<UUID> ids = submit(one, 120, i -> "customer-" + i % 12);

      awaitAll(two, ids);

      assertThat(mostAtOnce("concurrency_key")).isEqualTo(1);
      assertThat(mostAtOnce("task_type")).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void a_long_row_of_one_busy_key_holds_nobody_else_up() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(1);
    Handler<Node.Input> handler =
        (input, _) -> {
          if (input.text().equals("holds")) {
            held.countDown();
            hold.await();
          }
          return Outcome.completed();
        };
    try (Node node = new Node(database.dataSource(), Node.WORK.atOncePerKey(1), handler).start()) {
      UUID first = submitted(node, "holds", "busy");
      held.await();
      execute(CROWD_OF_ONE_KEY);
      List<UUID> others = new ArrayList<>();
      for (String key : List.of("apple", "busybody", "zebra")) {
        others.add(submitted(node, "x", key));
      }
      others.add(submitted(node, "without a key", null));

      awaitAll(node, others);

      assertThat(node.task(first).status()).isEqualTo(TaskStatus.PROCESSING);
      assertThat(number("select count(*) from meanwhile.queue where concurrency_key = 'busy'"))
          .as("not one of the busy key has started")
          .isEqualTo(12_001);
      execute("delete from meanwhile.queue where concurrency_key = 'busy' and lease_owner is null");
      hold.countDown();
    }
  }

  private static final String CROWD_OF_ONE_KEY =
      """
      with made as (
        insert into meanwhile.tasks (task_type, max_retries, concurrency_key)
        select 'work', 3, 'busy' from generate_series(1, 12000)
        returning id
      )
      insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds, concurrency_key)
      select id, 'work', now() - interval '1 hour', now() - interval '1 hour', 60, 'busy' from made
      """;

  @Test
  void many_keys_are_served_though_each_node_looks_at_a_few_hundred_at_a_time() throws Exception {
    try (Node node =
        new Node(
            database.dataSource(), Node.WORK.atOncePerKey(1), BRIEF, Node.QUICK.concurrency(50))) {
      List<UUID> ids = submit(node, 3000, i -> "key-" + i % 1500);
      node.start();

      awaitAll(node, ids);

      assertThat(mostAtOnce("concurrency_key")).isEqualTo(1);
    }
  }

  @Test
  void a_dead_node_gives_its_slot_back_when_its_tasks_are_taken_over() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    Handler<Node.Input> handler =
        (_, _) -> {
          if (first.compareAndSet(true, false)) {
            started.countDown();
            new CountDownLatch(1).await();
          }
          return Outcome.completed();
        };
    TaskType<Node.Input> type = Node.WORK.atOnce(1);
    Node dying = new Node(database.dataSource(), type, handler).start();
    UUID held = dying.submit("held");
    started.await();
    UUID next = dying.submit("next");
    dying.die();

    try (Node living = new Node(database.dataSource(), type, handler).start()) {
      living.awaitStatus(next, TaskStatus.COMPLETED);
      living.awaitStatus(held, TaskStatus.COMPLETED);

      assertThat(living.deeds(held))
          .containsExactly("submitted", "claimed", "rescued", "claimed", "completed");
      assertThat(claimedAt(living, next)).isAfter(at(living, held, "rescued"));
      assertThat(mostAtOnce("task_type")).isEqualTo(1);
    }
    dying.close();
  }

  @Test
  void no_span_holds_more_starts_than_the_rate_allows() throws Exception {
    TaskType<Node.Input> type = Node.WORK.atMost(5, ofSeconds(1));
    try (Node one = new Node(database.dataSource(), type, BRIEF).start();
        Node two = new Node(database.dataSource(), type, BRIEF).start()) {
      List<UUID> ids = submit(one, 13, _ -> null);

      awaitAll(two, ids);

      assertSpansHoldAtMost(5, ofSeconds(1));
    }
  }

  @Test
  void a_dependencys_rate_is_shared_by_the_types_that_need_it() throws Exception {
    TaskType<Node.Input> drive = TaskType.of("drive_times", Node.Input.class).needs("maps");
    TaskType<Node.Input> check = TaskType.of("check_address", Node.Input.class).needs("maps");
    try (Engine one = mapsNode(drive, check);
        Engine two = mapsNode(drive, check)) {
      one.start();
      two.start();
      List<UUID> ids = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        ids.add(one.tasks().submit(drive.task(new Node.Input("d" + i))).id());
        ids.add(two.tasks().submit(check.task(new Node.Input("c" + i))).id());
      }

      awaitQueueEmpty();
      assertThat(ids).hasSize(12);

      assertSpansHoldAtMost(5, ofSeconds(1));
      assertThat(number("select tasks from meanwhile.dependency_rates where name = 'maps'"))
          .isEqualTo(5);
    }
  }

  private static Engine mapsNode(TaskType<Node.Input> drive, TaskType<Node.Input> check) {
    return Engine.on(database.dataSource())
        .config(Node.QUICK)
        .handles(drive, BRIEF)
        .handles(check, BRIEF)
        .dependencyRate("maps", 5, ofSeconds(1))
        .build();
  }

  @Test
  void a_node_never_runs_more_than_its_places_with_limited_and_other_types() throws Exception {
    TaskType<Node.Input> limited = TaskType.of("limited", Node.Input.class).atOnce(50);
    TaskType<Node.Input> other = TaskType.of("other", Node.Input.class);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Handler<Node.Input> counting =
        (input, work) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          try {
            return BRIEF.handle(input, work);
          } finally {
            now.decrementAndGet();
          }
        };
    try (Engine engine =
        Engine.on(database.dataSource())
            .config(Node.QUICK.concurrency(4))
            .handles(limited, counting)
            .handles(other, counting)
            .build()) {
      List<NewTask> tasks =
          IntStream.range(0, 300)
              .mapToObj(i -> (i % 3 == 0 ? limited : other).task(new Node.Input("x" + i)))
              .toList();
      List<Submitted> all = engine.tasks().submitAll(tasks);
      engine.start();
      awaitQueueEmpty();
      assertThat(all).hasSize(300);

      assertThat(most).hasValueLessThanOrEqualTo(4);
      assertThat(startedAfterTheOthersWereDone("limited", "other"))
          .as("the long line of the other type did not keep all of the limited ones waiting")
          .isLessThan(100);
    }
  }

  @Test
  void limits_below_one_are_refused_in_a_sentence() {
    assertThatThrownBy(() -> Node.WORK.atOnce(0))
        .hasMessage("'work' must be allowed at least 1 task at once, not 0.");
    assertThatThrownBy(() -> Node.WORK.atOncePerKey(-1))
        .hasMessage("'work' must be allowed at least 1 task at once per key, not -1.");
    assertThatThrownBy(
            () -> Engine.on(database.dataSource()).dependencyRate("maps", 0, ofSeconds(1)))
        .hasMessageContaining("at least 1 task");
  }

  // What the events tell.

  private static int mostAtOnce(String group) throws SQLException {
    return number(
        """
        select max(running)
          from (select sum(step) over (partition by %s order by created_at, step, seq) as running
                  from (select e.created_at, e.seq, t.task_type, t.concurrency_key,
                               case e.event_type when 'claimed' then 1 else -1 end as step
                          from meanwhile.task_events e
                          join meanwhile.tasks t on t.id = e.task_id
                         where e.event_type <> 'submitted') steps) sums
        """
            .formatted(group));
  }

  private static int startedAfterTheOthersWereDone(String type, String others) throws SQLException {
    return number(
        """
        select count(*)
          from meanwhile.task_events e
          join meanwhile.tasks t on t.id = e.task_id and t.task_type = '%s'
         where e.event_type = 'claimed'
           and e.created_at > (select max(o.created_at)
                                 from meanwhile.task_events o
                                 join meanwhile.tasks u on u.id = o.task_id and u.task_type = '%s'
                                where o.event_type = 'completed')
        """
            .formatted(type, others));
  }

  private static void assertSpansHoldAtMost(int tasks, Duration span) throws SQLException {
    List<Instant> starts = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select created_at from meanwhile.task_events where event_type = 'claimed' order by 1")) {
      while (rows.next()) {
        starts.add(rows.getObject(1, OffsetDateTime.class).toInstant());
      }
    }
    assertThat(starts).hasSizeGreaterThan(2 * tasks);
    for (int i = 0; i + tasks < starts.size(); i++) {
      assertThat(Duration.between(starts.get(i), starts.get(i + tasks)))
          .as("from start %d to start %d", i, i + tasks)
          .isGreaterThanOrEqualTo(span);
    }
  }

  private static Instant claimedAt(Node node, UUID id) {
    return at(node, id, "claimed");
  }

  private static Instant at(Node node, UUID id, String event) {
    return node.story(id).stream()
        .filter(one -> one.type().equals(event))
        .findFirst()
        .orElseThrow()
        .createdAt();
  }

  // Doing.

  private interface KeyOf {
    @org.jspecify.annotations.Nullable String of(int number);
  }

  private static List<UUID> submit(Node node, int number, KeyOf key) {
    List<NewTask> tasks =
        IntStream.range(0, number)
            .mapToObj(i -> Node.WORK.task(new Node.Input("t" + i)).sharing(key.of(i)))
            .toList();
    return node.tasks().submitAll(tasks).stream().map(Submitted::id).toList();
  }

  private static UUID submitted(
      Node node, String text, @org.jspecify.annotations.Nullable String key) {
    return node.tasks().submit(Node.WORK.task(new Node.Input(text)).sharing(key)).id();
  }

  private static void awaitAll(Node node, List<UUID> ids) {
    ids.forEach(id -> node.awaitStatus(id, TaskStatus.COMPLETED));
  }

  private static void awaitQueueEmpty() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    for (int i = 0; i < 1000; i++) {
      if (number("select count(*) from meanwhile.queue") == 0) {
        return;
      }
      boolean _ = never.await(20, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("Tasks are still waiting.");
  }

  private static int number(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
