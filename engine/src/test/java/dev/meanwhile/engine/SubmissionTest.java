package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SubmissionTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final UUID SANDRA = UUID.fromString("00000000-0000-7000-8000-000000000001");
  private static Node node;

  @BeforeAll
  static void build() {
    node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed());
  }

  @AfterAll
  static void close() {
    node.close();
  }

  private static NewTask task(String text) {
    return Node.WORK.task(new Node.Input(text));
  }

  @Test
  void fifty_submissions_with_one_key_create_one_task() throws Exception {
    NewTask keyed = task("once").by(SANDRA, "user:sandra").key("fifty");
    Set<UUID> ids = new HashSet<>();
    int fresh = 0;

    for (Submitted submitted : atOnce(50, () -> node.tasks().submit(keyed))) {
      ids.add(submitted.id());
      fresh += submitted.replayed() ? 0 : 1;
    }

    assertThat(ids).hasSize(1);
    assertThat(fresh).isEqualTo(1);
  }

  @Test
  void a_key_belongs_to_its_user_and_to_one_input() {
    NewTask first = task("a").by(SANDRA, "user:sandra").key("k1");
    Submitted created = node.tasks().submit(first);

    assertThat(node.tasks().submit(first)).isEqualTo(new Submitted(created.id(), true));
    assertThat(node.tasks().submit(task("a").key("k1")).id())
        .as("another user's key is another key")
        .isNotEqualTo(created.id());
    assertThatThrownBy(() -> node.tasks().submit(task("b").by(SANDRA, "user:sandra").key("k1")))
        .isInstanceOf(SubmissionRefused.class)
        .hasMessageContaining("already used");
  }

  @Test
  void a_bad_submission_does_not_spoil_those_that_came_with_it() throws Exception {
    node.tasks().submit(task("first").key("taken"));
    List<Callable<String>> calls = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      NewTask next = i % 10 == 3 ? task("other " + i).key("taken") : task("fine " + i);
      calls.add(() -> {
        try {
          node.tasks().submit(next);
          return "created";
        } catch (SubmissionRefused refused) {
          return "refused";
        }
      });
    }

    List<String> answers = atOnce(calls);

    assertThat(answers).filteredOn("refused"::equals).hasSize(4);
    assertThat(answers).filteredOn("created"::equals).hasSize(36);
  }

  @Test
  void what_cannot_be_stored_is_refused_with_a_sentence() {
    assertThatThrownBy(() -> node.tasks().submit(NewTask.of("chatt", "{}")))
        .hasMessage("No workflow configured for task type: chatt");
    assertThatThrownBy(() -> node.tasks().submit(NewTask.of("work", "[1]")))
        .hasMessage("The input must be a JSON object.");
    assertThatThrownBy(() -> node.tasks().submit(NewTask.of("work", "{")))
        .hasMessage("The input is not valid JSON.");
    assertThatThrownBy(() -> node.tasks().submit(task("a\u0000b")))
        .hasMessageContaining("NUL character");
    assertThatThrownBy(() -> node.tasks().submit(NewTask.of("work", "{\"n\": 1e999999}")))
        .isInstanceOf(SubmissionRefused.class);
  }

  @Test
  void the_payload_arrives_unchanged() {
    String text = "žluťoučký 🐎 \" \\ \n\t" + "x".repeat(1_000_000);

    UUID id = node.submit(text);

    assertThat(Json.read(node.task(id).input(), Node.Input.class).text()).isEqualTo(text);
  }

  @Test
  void a_task_exists_only_when_the_caller_commits() throws Exception {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);

      UUID undone = node.tasks().submit(connection, List.of(task("undone"))).getFirst().id();
      connection.rollback();
      UUID done = node.tasks().submit(connection, List.of(task("done"))).getFirst().id();
      assertThat(node.tasks().find(done)).isNull();
      connection.commit();

      assertThat(node.tasks().find(undone)).isNull();
      assertThat(node.tasks().events(undone, 0, 10)).isEmpty();
      assertThat(node.task(done).status()).isEqualTo(TaskStatus.PENDING);
    }
  }

  @Test
  void a_framework_transaction_is_joined_and_wakes_after_its_commit() throws Exception {
    List<Runnable> afterCommit = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Engine engine =
            Engine.on(node.pool())
                .knows(Node.WORK)
                .joining(
                    new CallerTransaction() {
                      @Override
                      public Connection current() {
                        return connection;
                      }

                      @Override
                      public void afterCommit(Runnable action) {
                        afterCommit.add(action);
                      }
                    })
                .build()) {
      connection.setAutoCommit(false);

      UUID id = engine.tasks().submit(task("joined")).id();

      assertThat(node.tasks().find(id)).isNull();
      connection.commit();
      assertThat(node.tasks().find(id)).isNotNull();
      assertThat(afterCommit).hasSize(1);
    }
  }

  @Test
  void many_at_once_are_all_there() {
    List<NewTask> tasks = new ArrayList<>();
    for (int i = 0; i < 2500; i++) {
      tasks.add(task("bulk " + i).about(new Entity("bulk", "b1", "Bulk")));
    }

    List<Submitted> submitted = node.tasks().submitAll(tasks);

    assertThat(submitted).extracting(Submitted::id).doesNotHaveDuplicates().hasSize(2500);
    assertThat(node.task(submitted.get(1234).id()).input()).isEqualTo("{\"text\": \"bulk 1234\"}");
  }

  private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
    return atOnce(java.util.Collections.nCopies(times, call));
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }
}
