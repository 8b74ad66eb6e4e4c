package dev.meanwhile.engine;

import static java.time.Duration.ofMinutes;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.WaitingReason.Kind;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WaitingReasonTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private final CountDownLatch hold = new CountDownLatch(1);
  private final Handler<Node.Input> holding =
      (_, _) -> {
        hold.await();
        return Outcome.completed();
      };

  @BeforeEach
  void empty() throws SQLException {
    execute(
        """
        truncate meanwhile.tasks, meanwhile.queue, meanwhile.task_events, meanwhile.nodes, meanwhile.task_types,
                 meanwhile.gate_starts, meanwhile.dependency_rates, meanwhile.dependencies, meanwhile.incidents,
                 meanwhile.incident_events
        """);
  }

  @AfterEach
  void letGo() {
    hold.countDown();
  }

  @Test
  void nobody_who_runs_handles_its_type() {
    try (Node node = new Node(database.dataSource(), Node.WORK, holding)) {
      assertThat(reason(node, node.submit("x")).kind()).isEqualTo(Kind.NO_WORKER);
    }
  }

  @Test
  void it_is_scheduled_or_waits_for_others_or_for_a_service() throws Exception {
    try (Node node = new Node(database.dataSource(), Node.WORK, holding).start()) {
      UUID later = node.tasks().submit(Node.WORK.task(new Node.Input("x")).in(ofMinutes(10))).id();
      UUID second = node.tasks().submit(Node.WORK.task(new Node.Input("x")).in(ofMinutes(10))).id();
      UUID parked = node.tasks().submit(Node.WORK.task(new Node.Input("x")).in(ofMinutes(10))).id();
      execute(
          "update meanwhile.queue set waits_for = 3, run_at = 'infinity', rank = 'infinity' where task_id = '%s'"
              .formatted(second));
      execute(
          "update meanwhile.queue set parked_on = 'maps', run_at = 'infinity', rank = 'infinity' where task_id = '%s'"
              .formatted(parked));

      Map<UUID, WaitingReason> reasons =
          node.tasks().waitingReasons(List.of(later, second, parked));

      assertThat(requireNonNull(reasons.get(later)).sentence())
          .isEqualTo("It is due in 10 minutes.");
      assertThat(requireNonNull(reasons.get(later)).at()).isEqualTo(node.task(later).runAt());
      assertThat(requireNonNull(reasons.get(second)).count()).isEqualTo(3);
      assertThat(requireNonNull(reasons.get(parked)).kind()).isEqualTo(Kind.PAUSED);
    }
  }

  @Test
  void somebody_paused_its_type_or_what_it_needs() throws Exception {
    TaskType<Node.Input> type = Node.WORK.needs("maps");
    Handler<Node.Input> handler =
        (input, work) ->
            input.text().equals("first") ? Outcome.completed() : holding.handle(input, work);
    try (Node node = new Node(database.dataSource(), type, handler).start()) {
      node.awaitStatus(node.submit("first"), TaskStatus.COMPLETED);
      Outages outages = node.engine().outages();
      assertThat(outages.pause("maps", "user:ana", "a new key")).isTrue();
      UUID due = node.submit("x");
      UUID later = node.tasks().submit(type.task(new Node.Input("x")).in(ofMinutes(10))).id();
      assertThat(reason(node, due))
          .isEqualTo(
              new WaitingReason(
                  Kind.PAUSED,
                  "ana paused Maps: a new key. It goes on when somebody resumes it.",
                  null,
                  null));
      assertThat(reason(node, later).sentence()).isEqualTo("It is due in 10 minutes.");

      assertThat(outages.pauseType("work", "user:bob", "too noisy")).isTrue();
      assertThat(reason(node, due).sentence())
          .isEqualTo("bob paused 'Work': too noisy. It goes on when somebody resumes it.");

      assertThat(outages.resumeType("work", "user:bob", "quiet now")).isTrue();
      assertThat(reason(node, due).sentence()).startsWith("ana paused Maps");
      assertThat(outages.resume("maps", "user:ana", "it works")).isTrue();
      node.awaitStatus(due, TaskStatus.PROCESSING);
      assertThat(node.tasks().waitingReason(due)).isNull();
      hold.countDown();
    }
  }

  @Test
  void what_it_needs_is_away_though_it_was_never_started() throws Exception {
    TaskType<Node.Input> type = Node.WORK.needs("maps");
    try (Node node = new Node(database.dataSource(), type, holding)) {
      execute(
          """
          with began as (
            insert into meanwhile.incidents (dependency, title, why, began_by)
            values ('maps', 'Maps', 'it answers 503', 'system')
            returning id
          )
          insert into meanwhile.dependencies (name, title, threshold, first_pause_ms, last_pause_ms, pace, gap_ms, state,
                                              next_probe_at, incident)
          select 'maps', 'Google Maps', 5, 1, 1, 1, 1, 'open', now() + interval '1 hour', id from began
              on conflict (name) do update
             set state = 'open', incident = excluded.incident, next_probe_at = excluded.next_probe_at,
                 title = excluded.title
          """);
      execute(
          """
          insert into meanwhile.task_types (name, title, timeout_seconds, max_retries, first_pause_ms, last_pause_ms,
                                            jitter, dependency)
          values ('work', 'Work', 60, 3, 1, 1, 0, 'maps')
          """);

      WaitingReason reason = reason(node, node.submit("x"));

      assertThat(reason.sentence()).isEqualTo("It waits until Google Maps answers again.");
      assertThat(reason.kind()).isEqualTo(Kind.PAUSED);
      assertThat(reason.at()).isNotNull();
    }
  }

  @Test
  void its_type_or_its_key_or_every_worker_is_at_the_limit() {
    TaskType<Node.Input> type = Node.WORK.atOnce(2).atOncePerKey(1);
    try (Node node =
        new Node(database.dataSource(), type, holding, Node.QUICK.concurrency(5)).start()) {
      UUID first = submitted(node, "a");
      node.awaitStatus(first, TaskStatus.PROCESSING);
      UUID sameKey = submitted(node, "a");
      assertThat(reason(node, sameKey).sentence())
          .isEqualTo("Another task with the key 'a' is running, and only 1 may.");

      node.awaitStatus(submitted(node, "b"), TaskStatus.PROCESSING);
      UUID third = submitted(node, "c");
      assertThat(reason(node, third).sentence()).isEqualTo("2 of 2 tasks of its type are running.");
      assertThat(node.tasks().waitingReason(first)).as("it runs").isNull();
      assertThat(node.tasks().waitingReason(UUID.randomUUID())).isNull();
      hold.countDown();
    }
  }

  @Test
  void a_type_with_places_of_its_own_takes_none_of_those_of_others() throws Exception {
    TaskType<Node.Input> apart = TaskType.of("apart", Node.Input.class).aside(1);
    try (Node node =
        new Node(
                database.dataSource(),
                Node.QUICK.concurrency(1),
                engine -> engine.handles(Node.WORK, holding).handles(apart, holding))
            .start()) {
      UUID first = node.tasks().submit(apart.task(new Node.Input("x"))).id();
      node.awaitStatus(first, TaskStatus.PROCESSING);
      UUID second = node.tasks().submit(apart.task(new Node.Input("y"))).id();
      node.awaitStatus(node.submit("x"), TaskStatus.PROCESSING);
      assertThat(reason(node, second).sentence())
          .isEqualTo("Every worker is busy: the only place is taken.");

      execute("update meanwhile.nodes set places = 2");

      assertThat(reason(node, node.submit("y")).sentence()).isEqualTo("It is the next in line.");
      assertThat(reason(node, second).kind()).isEqualTo(Kind.WORKERS_BUSY);
      execute("delete from meanwhile.queue where lease_owner is null");
      hold.countDown();
    }
  }

  @Test
  void every_worker_is_busy_and_then_it_is_in_line() throws Exception {
    try (Node node =
        new Node(database.dataSource(), Node.WORK, holding, Node.QUICK.concurrency(1)).start()) {
      UUID first = node.submit("x");
      node.awaitStatus(first, TaskStatus.PROCESSING);
      UUID second = node.submit("y");
      UUID third = node.submit("z");
      assertThat(reason(node, second).sentence())
          .isEqualTo("Every worker is busy: the only place is taken.");

      execute("update meanwhile.nodes set places = 2");

      assertThat(reason(node, second).sentence()).isEqualTo("It is the next in line.");
      assertThat(reason(node, third).sentence()).isEqualTo("1 task is before it in line.");
      execute(CROWD);
      assertThat(reason(node, node.submit("last")).sentence())
          .isEqualTo("More than 1,000 tasks are before it in line.");
      execute("delete from meanwhile.queue where lease_owner is null");
      hold.countDown();
    }
  }

  @Test
  void the_rate_is_used_up() {
    TaskType<Node.Input> type = Node.WORK.atMost(1, ofMinutes(10));
    try (Node node = new Node(database.dataSource(), type, (_, _) -> Outcome.completed()).start()) {
      node.awaitStatus(node.submit("x"), TaskStatus.COMPLETED);
      UUID second = node.submit("y");

      WaitingReason reason = reason(node, second);

      assertThat(reason.kind()).isEqualTo(Kind.RATE);
      assertThat(reason.sentence())
          .isEqualTo(
              "Only 1 task of its type may start within 10 minutes. The next one may in 10 minutes.");
      assertThat(reason.at()).isNotNull();
    }
  }

  private static final String CROWD =
      """
      with made as (
        insert into meanwhile.tasks (task_type, max_retries)
        select 'work', 3 from generate_series(1, 1200)
        returning id
      )
      insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds)
      select id, 'work', now(), now(), 60 from made
      """;

  private static UUID submitted(Node node, String key) {
    return node.tasks().submit(Node.WORK.task(new Node.Input("x")).sharing(key)).id();
  }

  private static WaitingReason reason(Node node, UUID id) {
    return requireNonNull(node.tasks().waitingReason(id));
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
