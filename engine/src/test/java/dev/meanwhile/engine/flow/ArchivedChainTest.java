package dev.meanwhile.engine.flow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Psql;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What becomes of tasks that wait for one in the archive.
class ArchivedChainTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final ChangeRequest SANDRA = ChangeRequest.by(new UUID(0, 1), "user:sandra");
  private static final TaskType<Node.Input> SLOW =
      TaskType.of("slow", Node.Input.class).timeout(Duration.ofSeconds(1)).retries(0);

  private Node node;

  @BeforeEach
  void open() {
    node =
        new Node(
                database.dataSource(),
                Node.QUICK,
                builder ->
                    builder
                        .handles(
                            Node.WORK,
                            (input, _) ->
                                input.text().equals("bad")
                                    ? Outcome.failed("It failed", "it is bad", "Mend it.", "bad")
                                    : Outcome.completed())
                        .handles(
                            SLOW,
                            (_, _) -> {
                              new CountDownLatch(1).await();
                              return Outcome.completed();
                            }))
            .start();
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void a_completed_one_is_done() throws SQLException {
    UUID done = archived(submit("good"), TaskStatus.COMPLETED);

    assertThat(statusAfter(done)).isEqualTo(TaskStatus.COMPLETED);
    assertThat(statusWhateverHappens(done)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void a_failed_one_is_never_tried_again() throws SQLException {
    UUID failed = archived(submit("bad"), TaskStatus.FAILED);

    assertThat(sentenceAfter(failed))
        .isEqualTo(
            "Cancelled because 'Work' failed and lies in the archive, where nothing is tried again.");
    assertThat(statusWhateverHappens(failed)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void so_is_one_that_was_not_finished_in_time() throws SQLException {
    UUID late =
        archived(node.tasks().submit(SLOW.task(new Node.Input("x"))).id(), TaskStatus.TIMEOUT);

    assertThat(sentenceAfter(late))
        .isEqualTo(
            "Cancelled because 'Slow' was not finished in time and lies in the archive, where nothing"
                + " is tried again.");
    assertThat(statusWhateverHappens(late)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void a_dismissed_one_was_given_up() throws SQLException {
    UUID failed = submit("bad");
    node.await(failed, Task::ended);
    node.tasks().dismiss(failed, SANDRA);
    UUID dismissed = archived(failed, TaskStatus.FAILED);

    assertThat(sentenceAfter(dismissed)).isEqualTo("Cancelled because 'Work' failed.");
    assertThat(statusWhateverHappens(dismissed)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void a_cancelled_one_cancels() throws SQLException {
    UUID later = node.tasks().submit(task("later").in(Duration.ofHours(1))).id();
    node.tasks().cancel(later, "user:sandra");
    UUID cancelled = archived(later, TaskStatus.CANCELLED);

    assertThat(sentenceAfter(cancelled)).isEqualTo("Cancelled because 'Work' was cancelled.");
    assertThat(statusWhateverHappens(cancelled)).isEqualTo(TaskStatus.COMPLETED);
  }

  @Test
  void a_failed_one_that_somebody_waits_for_stays_until_it_is_given_up() throws SQLException {
    UUID failed = submit("bad");
    UUID waiting = node.tasks().submit(task("after").after(failed)).id();
    node.await(waiting, task -> requireNonNull(task.statusMessage()).startsWith("'Work' failed."));

    archive();
    assertThat(inArchive(failed)).isFalse();
    assertThat(node.task(waiting).status()).isEqualTo(TaskStatus.PENDING);

    node.tasks().dismiss(failed, SANDRA);
    assertThat(node.awaitStatus(waiting, TaskStatus.CANCELLED).statusMessage())
        .isEqualTo("Cancelled because 'Work' failed.");
    archive();
    assertThat(inArchive(failed)).isTrue();
  }

  /// The other task goes to the archive while the submission is still open.
  @Test
  void archiving_during_the_submission_is_not_missed() throws SQLException {
    UUID failed = submit("bad");
    UUID done = submit("good");
    node.await(failed, Task::ended);
    node.awaitStatus(done, TaskStatus.COMPLETED);
    UUID never;
    UUID after;
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      never = submit(connection, task("never").after(failed));
      after = submit(connection, task("after").after(done));
      archive();
      assertThat(inArchive(failed) && inArchive(done)).isTrue();
      connection.commit();
    }
    node.awaitStatus(after, TaskStatus.COMPLETED);
    assertThat(node.awaitStatus(never, TaskStatus.CANCELLED).statusMessage())
        .startsWith("Cancelled because 'Work' failed and lies in the archive");
  }

  @Test
  void it_is_called_by_its_title() throws SQLException {
    UUID done = archived(submit("good"), TaskStatus.COMPLETED);
    UUID later = node.tasks().submit(task("later").in(Duration.ofHours(1))).id();

    UUID both = node.tasks().submit(task("both").after(done, later)).id();

    assertThat(node.story(both).get(1).data())
        .contains("Starts when 'Work' and another task are done.");
  }

  private TaskStatus statusAfter(UUID other) {
    return node.await(node.tasks().submit(task("after").after(other)).id(), Task::ended).status();
  }

  private String sentenceAfter(UUID other) {
    UUID id = node.tasks().submit(task("after").after(other)).id();
    return requireNonNull(node.awaitStatus(id, TaskStatus.CANCELLED).statusMessage());
  }

  private TaskStatus statusWhateverHappens(UUID other) {
    NewTask anyway = task("anyway").after(other).whateverHappens();
    return node.await(node.tasks().submit(anyway).id(), Task::ended).status();
  }

  private UUID archived(UUID task, TaskStatus ended) throws SQLException {
    node.awaitStatus(task, ended);
    archive();
    assertThat(inArchive(task)).isTrue();
    return task;
  }

  private static void archive() throws SQLException {
    Psql.query(
        database.dataSource(),
        "select moved from meanwhile.archive_next('%s', meanwhile.clock() + interval '1 hour')"
            .formatted(new UUID(0, 0)));
  }

  private static boolean inArchive(UUID task) throws SQLException {
    return Psql.query(
            database.dataSource(),
            "select count(*) from meanwhile.tasks_archive where id = '%s'".formatted(task))
        .equals("1");
  }

  private UUID submit(Connection connection, NewTask task) throws SQLException {
    return node.tasks().submit(connection, List.of(task)).getFirst().id();
  }

  private UUID submit(String text) {
    return node.submit(text);
  }

  private static NewTask task(String text) {
    return Node.WORK.task(new Node.Input(text));
  }
}
