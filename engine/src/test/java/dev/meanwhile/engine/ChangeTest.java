package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangeTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final UUID SANDRA = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static final ChangeRequest BY_SANDRA = ChangeRequest.by(SANDRA, "user:sandra");
  private static final TaskType<Node.Input> PATIENT =
      Node.WORK.retry(new RetryPolicy(2, Duration.ofHours(1), Duration.ofHours(1), 0));

  private static Outcome forGood() {
    return Outcome.failed("It failed", "it had to", "Nothing helps.", "fate");
  }

  private static Outcome forNow() {
    return Outcome.failedForNow("It failed", "by chance", "Wait.", "chance");
  }

  private static Task failed(Node node) {
    UUID id = node.tasks().submit(Node.WORK.task(new Node.Input("x")).by(SANDRA, "sandra")).id();
    return node.awaitStatus(id, TaskStatus.FAILED);
  }

  @Test
  void a_task_that_would_be_retried_is_dismissed_and_never_retried() throws Exception {
    try (Node node = new Node(database.dataSource(), PATIENT, (_, _) -> forNow()).start()) {
      Task failed = failed(node);
      assertThat(failed.label()).isEqualTo("will retry");
      assertThat(failed.statusMessage()).contains("We try again by ourselves");

      Task dismissed =
          requireNonNull(node.tasks().dismiss(failed.id(), BY_SANDRA.because("Not needed.")));

      assertThat(dismissed.label()).isEqualTo("dismissed");
      assertThat(dismissed.attempt()).isEqualTo(1);
      assertThat(dismissed.nextRetryAt()).isNull();
      assertThat(dismissed.statusMessage()).isEqualTo("It failed: by chance. Wait.");
      Task.Dismissal dismissal = requireNonNull(dismissed.dismissal());
      assertThat(dismissal.by()).isEqualTo(SANDRA);
      assertThat(dismissal.reason()).isEqualTo("Not needed.");
      assertThat(
              count("select count(*) from meanwhile.queue where task_id = '" + failed.id() + "'"))
          .isZero();
      assertThat(node.deeds(failed.id()))
          .containsExactly("submitted", "claimed", "failed", "dismissed");
      assertThatThrownBy(() -> node.tasks().dismiss(failed.id(), BY_SANDRA))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage("The task is already dismissed.");
    }
  }

  @Test
  void a_dismissal_taken_back_asks_for_attention_and_starts_nothing() throws Exception {
    try (Node node = new Node(database.dataSource(), PATIENT, (_, _) -> forNow()).start()) {
      Task failed = failed(node);
      node.tasks().dismiss(failed.id(), BY_SANDRA);
      assertThat(attention(failed.id())).isZero();

      Task back = requireNonNull(node.tasks().reinstate(failed.id(), BY_SANDRA));

      assertThat(back.label()).isEqualTo("needs attention");
      assertThat(back.dismissal()).isNull();
      assertThat(attention(failed.id())).isEqualTo(1);
      assertThat(node.deeds(failed.id())).endsWith("dismissed", "reinstated");
      assertThatThrownBy(() -> node.tasks().reinstate(failed.id(), BY_SANDRA))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage("Only a dismissed task can be taken back; this one is needs attention.");
    }
  }

  @Test
  void a_dismissed_task_can_be_tried_again_with_a_fresh_budget_and_the_next_attempt() {
    try (Node node =
        new Node(
                database.dataSource(),
                PATIENT,
                (_, work) -> work.attempt() == 1 ? forNow() : Outcome.completed())
            .start()) {
      Task failed = failed(node);
      node.tasks().dismiss(failed.id(), BY_SANDRA);

      Task again = requireNonNull(node.tasks().retry(failed.id(), BY_SANDRA));

      assertThat(again.dismissal()).isNull();
      assertThat(again.retryCount()).isZero();
      assertThat(node.awaitStatus(failed.id(), TaskStatus.COMPLETED).attempt()).isEqualTo(2);
      assertThat(node.deeds(failed.id()))
          .containsExactly(
              "submitted", "claimed", "failed", "dismissed", "retried", "claimed", "completed");
    }
  }

  @Test
  void a_request_about_an_older_version_is_refused() {
    try (Node node = new Node(database.dataSource(), PATIENT, (_, _) -> forGood()).start()) {
      Task failed = failed(node);
      node.tasks().dismiss(failed.id(), BY_SANDRA.ifVersion(failed.version()));

      assertThatThrownBy(
              () -> node.tasks().retry(failed.id(), BY_SANDRA.ifVersion(failed.version())))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage(
              "The task has changed meanwhile: it is dismissed now."
                  + " Look at it again before you change it.");
      assertThat(node.task(failed.id()).label()).isEqualTo("dismissed");
    }
  }

  @Test
  void many_clicks_start_one_new_attempt() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    try (Node node =
            new Node(
                    database.dataSource(),
                    PATIENT,
                    (_, work) -> {
                      runs.incrementAndGet();
                      return work.attempt() == 1 ? forGood() : Outcome.completed();
                    })
                .start();
        var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
      Task failed = failed(node);
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(() -> {
          try {
            return node.tasks().retry(failed.id(), BY_SANDRA.ifVersion(failed.version())) != null;
          } catch (ChangeRefused second) {
            return false;
          }
        });
      }

      int accepted = 0;
      for (Future<Boolean> click : clicks.invokeAll(all)) {
        accepted += click.get() ? 1 : 0;
      }

      assertThat(accepted).isEqualTo(1);
      node.awaitStatus(failed.id(), TaskStatus.COMPLETED);
      assertThat(runs).hasValue(2);
    }
  }

  @Test
  void what_has_not_failed_cannot_be_dismissed() {
    try (Node node = new Node(database.dataSource(), PATIENT, (_, _) -> Outcome.completed())) {
      UUID id = node.submit("x");
      assertThatThrownBy(() -> node.tasks().dismiss(id, BY_SANDRA))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage("Only a failed task can be dismissed; this one is waiting.");
      node.start();
      node.awaitStatus(id, TaskStatus.COMPLETED);
      assertThatThrownBy(() -> node.tasks().dismiss(id, BY_SANDRA))
          .hasMessage("Only a failed task can be dismissed; this one is done.");
      assertThat(node.tasks().dismiss(UUID.randomUUID(), BY_SANDRA)).isNull();
      assertThat(node.tasks().reinstate(UUID.randomUUID(), BY_SANDRA)).isNull();
      assertThat(node.tasks().runAgain(UUID.randomUUID(), BY_SANDRA)).isNull();
    }
  }

  @Test
  void a_task_that_will_be_retried_is_not_cancelled_but_dismissed() {
    try (Node node = new Node(database.dataSource(), PATIENT, (_, _) -> forNow()).start()) {
      Task failed = failed(node);

      assertThatThrownBy(() -> node.tasks().cancel(failed.id(), BY_SANDRA))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage("The task cannot be cancelled: it is will retry.");
    }
  }

  @Test
  void everything_a_user_should_look_at_is_dismissed_at_once() {
    UUID kim = UUID.randomUUID();
    try (Node node =
        new Node(
                database.dataSource(),
                PATIENT,
                (input, _) -> input.text().equals("later") ? forNow() : forGood())
            .start()) {
      List<UUID> failed = new ArrayList<>();
      for (String text : List.of("a", "b", "later")) {
        failed.add(
            node.tasks().submit(Node.WORK.task(new Node.Input(text)).by(kim, "user:kim")).id());
      }
      UUID sandras = failed(node).id();
      failed.forEach(id -> node.awaitStatus(id, TaskStatus.FAILED));

      ChangeRequest byKim = ChangeRequest.by(kim, "user:kim").because("Seen.");
      int dismissed = node.tasks().dismissAll(kim, byKim);

      assertThat(dismissed).isEqualTo(2);
      assertThat(failed)
          .extracting(id -> node.task(id).label())
          .containsExactly("dismissed", "dismissed", "will retry");
      assertThat(node.task(sandras).label()).isEqualTo("needs attention");
      assertThat(node.tasks().dismissAll(kim, byKim)).isZero();

      UUID nobodys = node.submit("x");
      node.awaitStatus(nobodys, TaskStatus.FAILED);
      assertThat(node.tasks().dismissAll(null, byKim)).isGreaterThanOrEqualTo(2);
      assertThat(List.of(sandras, nobodys))
          .extracting(id -> node.task(id).label())
          .containsOnly("dismissed");
    }
  }

  @Test
  void an_ended_task_is_done_again_as_a_new_one() {
    try (Node node = new Node(database.dataSource(), PATIENT, (_, _) -> Outcome.completed())) {
      NewTask first =
          Node.WORK
              .task(new Node.Input("once"))
              .about(new Entity("client", "K1", "John (K1)"))
              .priority(3);
      UUID id = node.tasks().submit(first).id();
      assertThatThrownBy(() -> node.tasks().runAgain(id, BY_SANDRA))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage("Only a task that has ended can be run again; this one is waiting.");
      node.start();
      node.awaitStatus(id, TaskStatus.COMPLETED);

      UUID second = requireNonNull(node.tasks().runAgain(id, BY_SANDRA)).id();

      Task again = node.awaitStatus(second, TaskStatus.COMPLETED);
      assertThat(again.rerunOf()).isEqualTo(id);
      assertThat(again.input()).isEqualTo(node.task(id).input());
      assertThat(again.entity()).isEqualTo(node.task(id).entity());
      assertThat(again.priority()).isEqualTo(3);
      assertThat(again.createdBy()).isEqualTo(SANDRA);
    }
  }

  @Test
  void a_failed_task_is_tried_again_instead_of_being_run_anew() {
    try (Node node = new Node(database.dataSource(), PATIENT, (_, _) -> forGood()).start()) {
      UUID id = failed(node).id();

      assertThatThrownBy(() -> node.tasks().runAgain(id, BY_SANDRA))
          .isInstanceOf(ChangeRefused.class)
          .hasMessage("The task has failed: try it again instead of running it anew.");
    }
  }

  private static long attention(UUID id) throws Exception {
    return count("select count(*) from meanwhile.attention where task_id = '" + id + "'");
  }

  private static long count(String sql) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
