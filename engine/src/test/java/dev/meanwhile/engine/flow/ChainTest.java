package dev.meanwhile.engine.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Psql;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChainTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private final BlockingQueue<String> ran = new LinkedBlockingQueue<>();
  private final CountDownLatch hold = new CountDownLatch(1);
  private Node node;

  @BeforeEach
  void open() {
    node =
        new Node(
            database.dataSource(),
            Node.WORK,
            (input, work) -> {
              ran.add(input.text());
              if (input.text().equals("held")) {
                hold.await();
              }
              return input.text().equals("bad") && work.attempt() == 1
                  ? Outcome.failed("Work failed", "it is bad", "Mend it.", "bad")
                  : Outcome.completed();
            });
  }

  @AfterEach
  void close() {
    hold.countDown();
    node.close();
  }

  @Test
  void a_task_starts_when_those_it_waits_for_are_done() {
    UUID first = node.submit("first");
    UUID second = node.submit("second");
    UUID last = submit("last", first, second);

    Task waiting = node.task(last);
    assertThat(waiting.statusMessage()).isEqualTo("Starts when 'Work' and another task are done.");
    assertThat(waiting.runAt()).isNull();
    node.start();

    node.awaitStatus(last, TaskStatus.COMPLETED);
    assertThat(ran).hasSize(3).last().isEqualTo("last");
    assertThat(node.deeds(last))
        .containsExactly("submitted", "blocked", "unblocked", "claimed", "completed");
    assertThat(node.story(last)).extracting(TaskEvent::version).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void a_list_can_be_a_chain() {
    node.start();
    NewTask a = task("a");
    NewTask b = task("b").after(a);
    NewTask c = task("c").after(a, b);

    List<Submitted> chain = node.tasks().submitAll(List.of(a, b, c));

    node.awaitStatus(chain.getLast().id(), TaskStatus.COMPLETED);
    assertThat(ran).containsExactly("a", "b", "c");
    assertThatThrownBy(() -> node.tasks().submitAll(List.of(b, a)))
        .isInstanceOf(SubmissionRefused.class)
        .hasMessage(
            "A task can wait only for tasks that stand before it in the same list, or exist.");
  }

  @Test
  void an_unknown_task_is_refused_and_nothing_is_left() throws SQLException {
    UUID nobody = UUID.randomUUID();

    assertThatThrownBy(() -> submit("x", nobody))
        .isInstanceOf(SubmissionRefused.class)
        .hasMessage("There is no task %s to wait for: name a task that exists.".formatted(nobody));
    assertThatThrownBy(
            () -> node.tasks().submitAll(List.of(task("y"), task("z").after(task("elsewhere")))))
        .isInstanceOf(SubmissionRefused.class);
    assertThat(
            Psql.query(
                database.dataSource(),
                "select count(*) from meanwhile.tasks where input_data->>'text' in ('x', 'y', 'z')"))
        .isEqualTo("0");
  }

  @Test
  void those_that_have_ended_already_are_not_waited_for() {
    node.start();
    UUID done = node.submit("done");
    node.awaitStatus(done, TaskStatus.COMPLETED);
    UUID cancelled = node.tasks().submit(task("late").in(Duration.ofHours(1))).id();
    node.tasks().cancel(cancelled, "user:sandra");

    UUID after = submit("after", done);
    UUID never = submit("never", cancelled);

    node.awaitStatus(after, TaskStatus.COMPLETED);
    assertThat(node.awaitStatus(never, TaskStatus.CANCELLED).statusMessage())
        .isEqualTo("Cancelled because 'Work' was cancelled.");
  }

  @Test
  void a_chain_is_cancelled_to_its_end_when_its_head_is() throws SQLException {
    UUID head = node.tasks().submit(task("head").in(Duration.ofHours(1))).id();
    UUID second = submit("second", head);
    UUID third = submit("third", second);
    UUID anyway = node.tasks().submit(task("anyway").after(second).whateverHappens()).id();
    assertThat(node.task(anyway).statusMessage()).isEqualTo("Starts when 'Work' has ended.");
    node.start();

    node.tasks().cancel(head, "user:sandra");

    assertThat(node.awaitStatus(third, TaskStatus.CANCELLED).statusMessage())
        .isEqualTo("Cancelled because 'Work' was cancelled.");
    assertThat(node.task(second).status()).isEqualTo(TaskStatus.CANCELLED);
    node.awaitStatus(anyway, TaskStatus.COMPLETED);
    assertThat(waits()).isEqualTo("0");
  }

  @Test
  void a_failure_is_waited_out_until_it_is_tried_again() {
    UUID bad = node.submit("bad");
    UUID after = submit("after", bad);
    UUID anyway = node.tasks().submit(task("anyway").after(bad).whateverHappens()).id();
    node.start();

    node.awaitStatus(anyway, TaskStatus.COMPLETED);
    assertThat(node.task(after).statusMessage())
        .isEqualTo(
            "'Work' failed. This starts when that is tried again and done, and is cancelled when"
                + " that is dismissed.");
    node.tasks().retry(bad, "user:sandra");

    node.awaitStatus(after, TaskStatus.COMPLETED);
    assertThat(node.deeds(after))
        .containsExactly(
            "submitted", "blocked", "blocked", "blocked", "unblocked", "claimed", "completed");
    assertThat(ran).containsExactly("bad", "anyway", "bad", "after");
  }

  @Test
  void a_dismissed_failure_cancels_those_that_wait_for_it() throws Exception {
    UUID bad = node.submit("bad");
    UUID after = submit("after", bad);
    node.start();
    node.await(bad, Task::ended);

    Psql.execute(
        database.dataSource(),
        """
        with seen_to as (delete from meanwhile.attention where task_id = '%1$s')
        update meanwhile.tasks set dismissed_at = meanwhile.clock(), version = version + 1 where id = '%1$s'
        """
            .formatted(bad));

    assertThat(node.awaitStatus(after, TaskStatus.CANCELLED).statusMessage())
        .isEqualTo("Cancelled because 'Work' failed.");
  }

  @Test
  void a_waiting_task_can_be_cancelled_and_leaves_nothing_behind() throws SQLException {
    UUID first = node.tasks().submit(task("first").in(Duration.ofHours(1))).id();
    UUID second = submit("second", first);

    node.tasks().cancel(second, "user:sandra");

    assertThat(waits()).isEqualTo("0");
    node.tasks().cancel(first, "user:sandra");
    assertThat(node.deeds(second)).containsExactly("submitted", "blocked", "cancelled");
  }

  @Test
  void the_delay_counts_from_the_submission() {
    node.start();
    UUID first = node.submit("first");
    UUID later = node.tasks().submit(task("later").in(Duration.ofHours(1)).after(first)).id();

    Task due = node.await(later, task -> task.runAt() != null);

    assertThat(Duration.between(due.createdAt(), requireNonNull(due.runAt())))
        .isEqualTo(Duration.ofHours(1));
  }

  /// The other task ends while the submission is still open: neither waits for the other, and the
  /// end is not missed.
  @Test
  void an_end_during_the_submission_is_not_missed() throws Exception {
    node.start();
    UUID held = node.submit("held");
    assertThat(ran.take()).isEqualTo("held");
    UUID after;
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      after = node.tasks().submit(connection, List.of(task("after").after(held))).getFirst().id();

      hold.countDown();
      node.awaitStatus(held, TaskStatus.COMPLETED);

      assertThat(node.tasks().find(after)).isNull();
      connection.commit();
    }
    node.tasks().wake();
    node.awaitStatus(after, TaskStatus.COMPLETED);
  }

  /// The submission is committed while the end of the other task is still open.
  @Test
  void a_submission_during_the_end_is_not_missed() throws Exception {
    UUID first = node.submit("first");
    UUID after;
    try (Connection connection = database.dataSource().getConnection();
        var session = connection.createStatement()) {
      connection.setAutoCommit(false);
      session.execute("delete from meanwhile.queue where task_id = '%s'".formatted(first));
      session.execute(
          """
          update meanwhile.tasks
             set status = 'completed', processing_completed_at = meanwhile.clock(), attempt = 1, version = 2
           where id = '%s'
          """
              .formatted(first));

      after = submit("after", first);

      assertThat(node.task(after).runAt()).isNull();
      connection.commit();
    }
    node.start();
    node.awaitStatus(after, TaskStatus.COMPLETED);
  }

  @Test
  void tied_tasks_need_a_transaction() throws Exception {
    UUID first = node.submit("first");
    try (Connection connection = database.dataSource().getConnection()) {
      assertThatThrownBy(() -> node.tasks().submit(connection, List.of(task("after").after(first))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Tasks that are tied to others need a transaction: switch auto-commit off first.");
    }
  }

  @Test
  void one_waits_for_many_and_many_for_one() throws SQLException {
    node.start();
    List<NewTask> many = IntStream.range(0, 300).mapToObj(i -> task("m" + i)).toList();
    NewTask one = task("one").after(many.toArray(NewTask[]::new));
    List<NewTask> more = IntStream.range(0, 300).mapToObj(i -> task("n" + i).after(one)).toList();
    List<NewTask> all = new java.util.ArrayList<>(many);
    all.add(one);
    all.addAll(more);

    List<Submitted> submitted = node.tasks().submitAll(all);

    for (Submitted task : submitted) {
      node.awaitStatus(task.id(), TaskStatus.COMPLETED);
    }
    assertThat(ran).hasSize(601);
    assertThat(List.copyOf(ran).get(300)).isEqualTo("one");
    assertThat(waits()).isEqualTo("0");
  }

  private UUID submit(String text, UUID... others) {
    return node.tasks().submit(task(text).after(others)).id();
  }

  private static NewTask task(String text) {
    return Node.WORK.task(new Node.Input(text));
  }

  private static String waits() throws SQLException {
    return Psql.query(database.dataSource(), "select count(*) from meanwhile.task_waits");
  }
}
