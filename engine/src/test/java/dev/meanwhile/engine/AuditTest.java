package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AuditTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final UUID KIM = UUID.randomUUID();
  private static Node node;

  /// What the log says: a word, and whether writing it goes wrong.
  private record Note(String word) implements AuditLog.Note {
    @Override
    public AuditLog log() {
      return AuditTest::write;
    }
  }

  @BeforeAll
  static void build() throws SQLException {
    node =
        new Node(
            database.dataSource(),
            Node.WORK.retry(RetryPolicy.never()),
            (input, _) -> Outcome.failed("It failed", "it had to", "Nothing.", input.text()));
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table meanwhile.notes (id uuid, task uuid, word text not null)");
    }
  }

  @AfterAll
  static void close() {
    node.close();
  }

  @BeforeEach
  void empty() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("truncate meanwhile.notes");
    }
  }

  private static void write(Connection connection, List<AuditLog.Entry> entries)
      throws SQLException {
    try (var insert = connection.prepareStatement("insert into meanwhile.notes values (?, ?, ?)")) {
      for (AuditLog.Entry entry : entries) {
        insert.setObject(1, entry.id());
        insert.setObject(2, entry.task());
        String word = ((Note) entry.note()).word();
        insert.setString(3, word.equals("broken") ? null : word);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static NewTask task(String text) {
    return Node.WORK.task(new Node.Input(text)).by(KIM, "user:kim");
  }

  @Test
  void each_noted_task_carries_the_entry_that_tells_of_it() throws Exception {
    List<Callable<Submitted>> all =
        IntStream.range(0, 40)
            .mapToObj(i ->
                i % 2 == 0
                    ? task("plain " + i)
                    : task("noted " + i).audited(new Note("noted " + i)))
            .<Callable<Submitted>>map(task -> () -> node.tasks().submit(task))
            .toList();
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Submitted> one : crowd.invokeAll(all)) {
        assertThat(one.get().replayed()).isFalse();
      }
    }

    assertThat(count("select count(*) from meanwhile.notes")).isEqualTo(20);
    assertThat(
            count(
                """
                select count(*) from meanwhile.notes n
                  join meanwhile.tasks t on t.id = n.task and t.audit_log_id = n.id
                 where t.input_data ->> 'text' = n.word
                """))
        .isEqualTo(20);
    assertThat(
            count(
                """
                select count(*) from meanwhile.tasks
                 where input_data ->> 'text' like 'plain %' and audit_log_id is null
                """))
        .isEqualTo(20);
  }

  @Test
  void a_repeated_submission_is_written_down_once() throws Exception {
    NewTask keyed = task("keyed").key("audit").audited(new Note("keyed"));

    UUID first = node.tasks().submit(keyed).id();
    Submitted second = node.tasks().submit(keyed);

    assertThat(second).isEqualTo(new Submitted(first, true));
    assertThat(count("select count(*) from meanwhile.notes")).isEqualTo(1);
  }

  @Test
  void without_the_entry_there_is_no_task() throws Exception {
    assertThatThrownBy(() -> node.tasks().submit(task("unheard").audited(new Note("broken"))))
        .isInstanceOf(RuntimeException.class);

    assertThat(
            count("select count(*) from meanwhile.tasks where input_data ->> 'text' = 'unheard'"))
        .isZero();
  }

  @Test
  void a_rerun_carries_the_entry_of_its_change() {
    UUID entry = UUID.randomUUID();
    UUID old = node.tasks().submit(task("old").in(Duration.ofDays(1))).id();
    node.tasks().cancel(old, "user:kim");

    Submitted again =
        requireNonNull(
            node.tasks().runAgain(old, ChangeRequest.by(KIM, "user:kim").audited(entry)));

    assertThat(requireNonNull(node.tasks().find(again.id())).auditLogId()).isEqualTo(entry);
  }

  private static long count(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
