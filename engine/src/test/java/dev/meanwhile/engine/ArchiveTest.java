package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Past;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who asks for a task is answered alike, whether it lies in the record or in the archive.
class ArchiveTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final UUID SANDRA = UUID.fromString("00000000-0000-4000-8000-000000000007");

  private final Past past = new Past(database.dataSource());

  @Test
  void a_task_and_its_timeline_read_the_same_before_and_after() throws Exception {
    try (Node node = node()) {
      UUID done =
          node.tasks()
              .submit(
                  Node.WORK
                      .task(new Node.Input("ok"))
                      .about(new Entity("client", "K1", "John Smith (K1)"))
                      .by(SANDRA, "user:sandra"))
              .id();
      node.awaitStatus(done, TaskStatus.COMPLETED);
      Task before = node.task(done);
      List<TaskEvent> story = node.story(done);

      past.archive("8 days");

      Task after = node.task(done);
      assertThat(before.archivedAt()).isNull();
      assertThat(after.archivedAt()).isAfter(before.createdAt());
      assertThat(after).usingRecursiveComparison().ignoringFields("archivedAt").isEqualTo(before);
      assertThat(node.story(done)).isEqualTo(story).hasSize(3);
      assertThat(node.tasks().events(done, 2, 10)).isEqualTo(story.subList(2, 3));
    }
  }

  @Test
  void lists_counts_and_pages_go_on_into_the_archive() throws Exception {
    try (Node node = node()) {
      List<UUID> old = past.settled(30, "completed", "2026-03-01 00:00:00Z");
      past.archive("0");
      List<UUID> middle = past.settled(20, "completed", "2026-04-01 00:00:00Z");
      // One that is older than what is archived already, and is still at work.
      past.execute(
          """
          with made as (
            insert into meanwhile.tasks (id, task_type, max_retries)
            values (uuidv7('2026-03-01 00:00:10.5Z' - now()), 'paging', 3)
            returning *
          )
          insert into meanwhile.queue (task_id, task_type, run_at, rank, timeout_seconds)
          select id, task_type, 'infinity', 'infinity', 60 from made
          """);
      List<UUID> young = past.settled(10, "failed", "now");
      List<UUID> all = new ArrayList<>(old);
      all.addAll(middle);
      all.addAll(young);

      List<UUID> paged = new ArrayList<>();
      UUID before = null;
      while (true) {
        List<Task> page =
            node.tasks().find(new TaskQuery(Set.of(), Set.of(), null, null, null, null, before, 7));
        page.stream()
            .filter(task -> !task.taskType().equals("paging"))
            .map(Task::id)
            .forEach(paged::add);
        if (page.size() < 7) {
          break;
        }
        before = page.getLast().id();
      }

      assertThat(paged.reversed()).containsSubsequence(all);
      assertThat(paged).doesNotHaveDuplicates();
      Map<TaskStatus, Long> counts = node.tasks().counts(null);
      assertThat(counts.get(TaskStatus.COMPLETED)).isGreaterThanOrEqualTo(50);
      assertThat(counts.get(TaskStatus.PENDING)).isEqualTo(1);
      assertThat(find(node, query(Set.of(TaskStatus.PENDING), null, null))).hasSize(1);
    }
  }

  @Test
  void filters_and_words_find_archived_tasks() throws Exception {
    try (Node node = node()) {
      past.execute(
          """
          insert into meanwhile.tasks
                 (id, task_type, status, entity_type, entity_id, entity_label, status_message, created_by, max_retries,
                  created_at, processing_completed_at, error_message)
          select ('018f0000-0000-7000-8000-00000000000' || n)::uuid, type, status, 'invoice', entity, label, sentence,
                 '00000000-0000-4000-8000-000000000007', 3, '2024-05-01Z', '2024-05-01Z', error
            from (values (1, 'bill', 'completed', 'I1', 'Ännchen & Söhne', '100% done_', null),
                         (2, 'bill', 'failed', 'I2', 'Back\\slash Ltd', 'It failed.', 'It failed.'),
                         (3, 'mail', 'completed', 'I2', 'ZZ', 'ok', null)) v (n, type, status, entity, label, sentence, error)
          """);
      past.archive("0");

      assertThat(words(node, "ÄNNCHEN")).containsExactly(1);
      assertThat(words(node, "100% done_")).containsExactly(1);
      assertThat(words(node, "100_ done")).as("no wildcards").isEmpty();
      assertThat(words(node, "back\\slash")).containsExactly(2);
      assertThat(words(node, "zz")).as("too short for the index").containsExactly(3);
      assertThat(words(node, "i2")).containsExactly(3, 2);
      assertThat(words(node, "nowhere at all")).isEmpty();
      assertThat(numbers(node, query(Set.of(TaskStatus.FAILED), null, SANDRA))).containsExactly(2);
      assertThat(
              numbers(node, query(Set.of(TaskStatus.FAILED, TaskStatus.COMPLETED), null, SANDRA)))
          .containsExactly(3, 2, 1);
      assertThat(
              numbers(
                  node,
                  new TaskQuery(Set.of(), Set.of("bill"), "invoice", "I2", null, SANDRA, null, 9)))
          .containsExactly(2);
      assertThat(numbers(node, query(Set.of(), "i2", UUID.randomUUID()))).isEmpty();
    }
  }

  @Test
  void nothing_can_be_asked_of_an_archived_task() throws Exception {
    try (Node node = node()) {
      UUID failed = past.settled(1, "failed", "2026-01-20 00:00:00Z").getFirst();
      UUID done = past.settled(1, "completed", "2026-01-20 00:00:00Z").getFirst();
      past.archive("0");
      List<String> before = past.digests();

      assertThatThrownBy(() -> node.tasks().retry(failed, "user:sandra"))
          .isInstanceOf(ChangeRefused.class)
          .hasMessageContaining("needs attention and was archived; it does not change any more");
      assertThatThrownBy(() -> node.tasks().cancel(done, "user:sandra"))
          .isInstanceOf(ChangeRefused.class)
          .hasMessageContaining("done and was archived");
      ChangeRequest request = ChangeRequest.by("user:sandra");
      assertThatThrownBy(() -> node.tasks().dismiss(failed, request))
          .isInstanceOf(ChangeRefused.class)
          .hasMessageContaining("Run it again as a new task.");
      assertThatThrownBy(() -> node.tasks().reinstate(failed, request))
          .isInstanceOf(ChangeRefused.class);
      assertThat(node.tasks().cancel(UUID.randomUUID(), request)).isNull();
      assertThat(past.digests()).isEqualTo(before);
      assertThat(
              past.count("select count(*) from meanwhile.queue where task_id = '" + failed + "'"))
          .isZero();

      UUID anew = requireNonNull(node.tasks().runAgain(failed, request)).id();
      assertThat(node.awaitStatus(anew, TaskStatus.COMPLETED).rerunOf()).isEqualTo(failed);
    }
  }

  @Test
  void a_used_key_stays_used() throws Exception {
    try (Node node = node()) {
      NewTask keyed = Node.WORK.task(new Node.Input("once")).key("invoice-1");
      NewTask hers = keyed.by(SANDRA, "user:sandra");
      UUID first = node.tasks().submit(keyed).id();
      UUID second = node.tasks().submit(hers).id();
      node.awaitStatus(first, TaskStatus.COMPLETED);
      node.awaitStatus(second, TaskStatus.COMPLETED);
      past.archive("8 days");

      assertThat(node.task(first).archivedAt()).isNotNull();
      assertThat(node.tasks().submit(keyed)).isEqualTo(new Submitted(first, true));
      assertThat(
              node.tasks().submitAll(List.of(hers, Node.WORK.task(new Node.Input("new")), keyed)))
          .extracting(Submitted::id)
          .contains(first, second)
          .hasSize(3);
      assertThatThrownBy(
              () -> node.tasks().submit(Node.WORK.task(new Node.Input("other")).key("invoice-1")))
          .isInstanceOf(SubmissionRefused.class);
    }
  }

  /// The task goes to the archive while somebody submits its key: the submission waits, and finds
  /// it there.
  @Test
  void a_key_is_not_used_twice_while_its_task_is_being_archived() throws Exception {
    try (Node node = node();
        Connection archiving = database.dataSource().getConnection()) {
      NewTask keyed = Node.WORK.task(new Node.Input("once")).key("invoice-2");
      UUID first = node.tasks().submit(keyed).id();
      node.awaitStatus(first, TaskStatus.COMPLETED);
      archiving.setAutoCommit(false);
      assertThat(Past.archive(archiving, "8 days")).isPositive();

      var again =
          java.util.concurrent.CompletableFuture.supplyAsync(() -> node.tasks().submit(keyed));
      while (past.count(
              "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
          == 0) {
        Thread.onSpinWait();
      }
      archiving.commit();

      assertThat(again.join()).isEqualTo(new Submitted(first, true));
    }
  }

  @Test
  void a_reader_whose_events_were_archived_is_not_known_any_more() throws Exception {
    try (Node node = node()) {
      EventFeed feed = node.engine().events();
      UUID first = node.submit("first");
      node.awaitStatus(first, TaskStatus.COMPLETED);
      Cursor between = feed.now();
      UUID second = node.submit("second");
      node.awaitStatus(second, TaskStatus.COMPLETED);
      Cursor after = feed.now();
      assertThat(feed.knows(between)).isTrue();

      past.archive("8 days");

      assertThat(feed.knows(between)).as("the second task's events would be missing").isFalse();
      assertThat(feed.knows(new Cursor(after.epoch(), 0, 0))).isFalse();
      assertThat(feed.now()).as("although the log is empty").isEqualTo(after);
      assertThat(feed.knows(after)).isTrue();
      node.submit("third");
      assertThat(feed.after(after, 10)).isNotEmpty();
    }
  }

  private static Node node() {
    return new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed()).start();
  }

  private static TaskQuery query(
      Set<TaskStatus> statuses, @Nullable String text, @Nullable UUID visibleTo) {
    return new TaskQuery(
        statuses, Set.of(), visibleTo == null ? null : "invoice", null, text, visibleTo, null, 10);
  }

  private static List<UUID> find(Node node, TaskQuery query) {
    return node.tasks().find(query).stream().map(Task::id).toList();
  }

  private static List<Integer> words(Node node, String text) {
    return numbers(node, query(Set.of(), text, SANDRA));
  }

  /// The last digit of the ids.
  private static List<Integer> numbers(Node node, TaskQuery query) {
    return find(node, query).stream()
        .map(id -> Math.toIntExact(requireNonNull(id).getLeastSignificantBits() & 0xf))
        .toList();
  }
}
