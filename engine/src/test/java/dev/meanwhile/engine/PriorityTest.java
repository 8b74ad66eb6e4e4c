package dev.meanwhile.engine;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Urgent tasks go first, and nobody waits for ever.
class PriorityTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  /// The same promises hold on every way a task is claimed.
  enum Line {
    ORDINARY,
    LIMITED,
    BY_KEY;

    TaskType<Node.Input> type() {
      return switch (this) {
        case ORDINARY -> Node.WORK;
        case LIMITED -> Node.WORK.atOnce(1);
        case BY_KEY -> Node.WORK.atOncePerKey(1);
      };
    }
  }

  @BeforeEach
  void empty() throws SQLException {
    execute("truncate meanwhile.tasks, meanwhile.queue, meanwhile.task_events");
  }

  @ParameterizedTest
  @EnumSource
  void the_urgent_go_first(Line line) throws Exception {
    assertThat(
            starts(
                line,
                waiting("usual", 0, Duration.ZERO),
                waiting("urgent", 9, Duration.ZERO),
                waiting("soon", 3, Duration.ZERO)))
        .containsExactly("urgent", "soon", "usual");
  }

  @ParameterizedTest
  @EnumSource
  void what_waited_for_ten_minutes_goes_before_the_most_urgent_newcomers(Line line)
      throws Exception {
    List<Waiting> all = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      all.add(waiting("urgent", 9, Duration.ofSeconds(i)));
    }
    all.add(waiting("old", 0, ofMinutes(10)));

    assertThat(starts(line, all.toArray(Waiting[]::new))).startsWith("old").hasSize(31);
  }

  @Test
  void a_long_line_of_another_type_does_not_delay_a_task() throws Exception {
    BlockingQueue<String> starts = new LinkedBlockingQueue<>();
    TaskType<Node.Input> email = TaskType.of("email", Node.Input.class);
    TaskType<Node.Input> chat = TaskType.of("chat", Node.Input.class);
    TaskType<Node.Input> sms = TaskType.of("sms", Node.Input.class).atOnce(5);
    Handler<Node.Input> handler =
        (input, _) -> {
          starts.add(input.text());
          return Outcome.completed();
        };
    try (Engine engine =
        Engine.on(database.dataSource())
            .config(Node.QUICK.concurrency(4))
            .handles(email, handler)
            .handles(chat, handler)
            .handles(sms, handler)
            .build()) {
      execute(TEN_THOUSAND_OLD_EMAILS);
      engine
          .tasks()
          .submitAll(List.of(chat.task(new Node.Input("chat")), sms.task(new Node.Input("sms"))));
      engine.start();

      List<String> first = new ArrayList<>();
      while (!first.containsAll(List.of("chat", "sms")) && first.size() < 5000) {
        String next = starts.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("after %d starts", first.size()).isNotNull();
        first.add(next);
      }

      assertThat(first).contains("chat", "sms").hasSizeLessThan(2000);
      execute("delete from meanwhile.queue where lease_owner is null");
    }
  }

  private static final String TEN_THOUSAND_OLD_EMAILS =
      """
      with made as (
        insert into meanwhile.tasks (task_type, max_retries, input_data)
        select 'email', 3, '{"text": "email"}' from generate_series(1, 10000)
        returning id
      )
      insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds)
      select id, 'email', now() - interval '1 day', now() - interval '1 day', 60 from made
      """;

  private record Waiting(String text, int priority, Duration since) {}

  private static Waiting waiting(String text, int priority, Duration since) {
    return new Waiting(text, priority, since);
  }

  /// In which order one node with one place starts them.
  private static List<String> starts(Line line, Waiting... tasks) throws Exception {
    BlockingQueue<String> starts = new LinkedBlockingQueue<>();
    Handler<Node.Input> handler =
        (input, _) -> {
          starts.add(input.text());
          return Outcome.completed();
        };
    try (Node node =
        new Node(database.dataSource(), line.type(), handler, Node.QUICK.concurrency(1))) {
      for (Waiting task : tasks) {
        submitEarlier(node, task);
      }
      node.start();
      List<String> order = new ArrayList<>();
      while (order.size() < tasks.length) {
        String next = starts.poll(20, TimeUnit.SECONDS);
        assertThat(next).as("after %s", order).isNotNull();
        order.add(next);
      }
      return order;
    }
  }

  /// Submitted in a session whose clock was back.
  private static void submitEarlier(Node node, Waiting task) throws SQLException {
    assertThat(task.since()).isLessThan(ofHours(1));
    try (Connection connection = database.dataSource().getConnection();
        Statement session = connection.createStatement()) {
      session.execute("set meanwhile.time_shift = '-" + task.since().toSeconds() + " seconds'");
      node.tasks()
          .submit(
              connection,
              List.of(
                  Node.WORK
                      .task(new Node.Input(task.text()))
                      .priority(task.priority())
                      .sharing("one")));
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
