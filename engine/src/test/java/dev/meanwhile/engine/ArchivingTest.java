package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Past;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArchivingTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final String ARCHIVED = "select count(*) from meanwhile.tasks_archive";

  private final Past past = new Past(database.dataSource());

  /// The archive never shrinks by itself, so a test has to say that it really means it.
  @AfterEach
  void forget() throws Exception {
    past.execute(
        """
        alter table meanwhile.tasks_archive disable trigger user;
        alter table meanwhile.task_events_archive disable trigger user;
        truncate meanwhile.tasks_archive, meanwhile.task_events_archive, meanwhile.archived_keys, meanwhile.tasks,
                 meanwhile.task_events, meanwhile.queue, meanwhile.attention, meanwhile.task_steps,
                 meanwhile.task_waits;
        alter table meanwhile.tasks_archive enable trigger user;
        alter table meanwhile.task_events_archive enable trigger user;
        """);
  }

  @Test
  void rows_events_and_links_are_the_same_before_and_after() throws Exception {
    past.settled(450, "completed", "2026-03-30 23:57:00Z");
    past.settled(20, "failed", "2026-05-01 12:00:00Z");
    List<String> before = past.digests();

    int moved = past.archive("0");

    assertThat(before).hasSize(470);
    assertThat(moved).isEqualTo(470);
    assertThat(past.digests()).isEqualTo(before);
    assertThat(past.count(ARCHIVED)).isEqualTo(470);
    assertThat(past.count("select count(*) from meanwhile.task_events")).isZero();
    assertThat(past.count("select count(*) from meanwhile.attention")).isZero();
    assertThat(past.archive("0")).isZero();
  }

  @Test
  void only_what_ended_more_than_seven_days_ago_moves() throws Exception {
    past.settled(3, "completed", "now");

    assertThat(past.archive("6 days 23 hours")).isZero();
    assertThat(past.archive("7 days 1 hour")).isEqualTo(3);
  }

  @Test
  void the_unfinished_the_awaited_and_those_with_a_retry_to_come_stay() throws Exception {
    UUID retrying = past.settled(1, "failed", "2026-01-05 00:00:00Z").getFirst();
    past.execute(
        """
        insert into meanwhile.queue (task_id, task_type, run_at, rank, retrying, timeout_seconds)
        select id, task_type, 'infinity', 'infinity', true, 60 from meanwhile.tasks
        """);
    UUID awaited = past.settled(1, "completed", "2026-01-06 00:00:00Z").getFirst();
    past.execute(
        "insert into meanwhile.task_waits (on_id, task_id) values ('%s', uuidv7())"
            .formatted(awaited));
    past.execute(
        "insert into meanwhile.tasks (id, task_type, max_retries, created_at)"
            + " values (uuidv7('-200 days'), 'work', 3, now() - interval '200 days')");
    UUID cancelled = past.settled(1, "cancelled", "2026-01-07 00:00:00Z").getFirst();
    UUID late = past.settled(1, "timeout", "2026-01-08 00:00:00Z").getFirst();

    assertThat(past.archive("0")).isEqualTo(2);

    assertThat(past.texts("select id from meanwhile.tasks_archive order by id"))
        .containsExactly(cancelled.toString(), late.toString());
    assertThat(past.texts("select id from meanwhile.tasks"))
        .hasSize(3)
        .contains(retrying.toString(), awaited.toString());
  }

  @Test
  void each_month_has_a_partition_also_across_the_year() throws Exception {
    List<UUID> december = past.settled(2, "completed", "2025-12-31 23:59:57Z");
    List<UUID> january = past.settled(2, "completed", "2026-01-01 00:00:00Z");

    past.archive("0");

    assertThat(past.texts("select id from meanwhile.tasks_archive_2025_12 order by id"))
        .isEqualTo(december.stream().map(UUID::toString).toList());
    assertThat(past.texts("select id from meanwhile.tasks_archive_2026_01 order by id"))
        .isEqualTo(january.stream().map(UUID::toString).toList());
    assertThat(past.count("select count(*) from meanwhile.task_events_archive_2026_01"))
        .isEqualTo(6);
  }

  @Test
  void ids_that_carry_no_time_are_archived_as_well() throws Exception {
    UUID low =
        past.settledAs(
            UUID.fromString("00000000-0000-4000-8000-000000000001"), "completed", "2026-01-01");
    UUID high =
        past.settledAs(
            UUID.fromString("ffffffff-ffff-4fff-bfff-fffffffffffe"), "completed", "2026-01-01");
    // Version 7 by its digit, made up by its time.
    UUID odd =
        past.settledAs(
            UUID.fromString("7fffffff-ffff-7fff-bfff-ffffffffffff"), "completed", "2026-01-01");

    assertThat(past.archive("0")).isEqualTo(3);

    assertThat(past.texts("select id from meanwhile.tasks_archive_other order by id"))
        .containsExactly(low.toString(), odd.toString(), high.toString());
  }

  @Test
  void a_partition_that_cannot_be_made_stops_nothing() throws Exception {
    past.execute("create table meanwhile.tasks_archive_2024_02 ()");
    past.execute("create view meanwhile.task_events_archive_2024_03 as select 1");
    past.settled(1, "completed", "2024-02-10 00:00:00Z");
    past.settled(1, "completed", "2024-03-10 00:00:00Z");

    assertThat(past.archive("0")).isEqualTo(2);

    assertThat(past.count("select count(*) from meanwhile.tasks_archive_other")).isEqualTo(2);
    past.execute("drop table meanwhile.tasks_archive_2024_02");
    past.execute("drop view meanwhile.task_events_archive_2024_03");
  }

  @Test
  void what_somebody_is_changing_at_the_moment_stays_until_the_next_run() throws Exception {
    List<UUID> tasks = past.settled(3, "failed", "2026-02-01 00:00:00Z");
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "select from meanwhile.tasks where id = '%s' for no key update".formatted(tasks.get(0)));
      statement.execute(
          "delete from meanwhile.attention where task_id = '%s'".formatted(tasks.get(1)));

      assertThat(past.archive("0")).isEqualTo(1);
      other.rollback();
    }
    assertThat(past.archive("0")).isEqualTo(2);
  }

  @Test
  void a_retry_that_is_first_keeps_its_task() throws Exception {
    UUID task = past.settled(1, "failed", "2026-02-01 00:00:00Z").getFirst();
    try (Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "update meanwhile.tasks set status = 'pending', processing_completed_at = null, version = 4, "
              + "error_message = null where id = '%s'".formatted(task));
      assertThat(past.archive("0")).isZero();
      other.commit();
    }
    assertThat(past.archive("0")).isZero();
    assertThat(past.count(ARCHIVED)).isZero();
  }

  @Test
  void an_archiving_that_breaks_off_leaves_everything_where_it_was() throws Exception {
    past.settled(250, "completed", "2026-02-01 00:00:00Z");
    List<String> before = past.digests();
    try (Connection dying = database.dataSource().getConnection();
        Connection killer = database.dataSource().getConnection();
        Statement statement = dying.createStatement();
        Statement kill = killer.createStatement()) {
      dying.setAutoCommit(false);
      assertThat(Past.archive(dying, "0")).isEqualTo(250);
      long pid;
      try (var row = statement.executeQuery("select pg_backend_pid()")) {
        row.next();
        pid = row.getLong(1);
      }
      kill.execute("select pg_terminate_backend(" + pid + ", 5000)");
      assertThatThrownBy(dying::commit).isInstanceOf(java.sql.SQLException.class);
    }
    assertThat(past.count(ARCHIVED)).isZero();
    assertThat(past.count("select count(*) from meanwhile.task_events")).isEqualTo(750);
    assertThat(past.digests()).isEqualTo(before);
    assertThat(past.archive("0")).isEqualTo(250);
    assertThat(past.digests()).isEqualTo(before);
  }

  @Test
  void two_sessions_at_once_move_each_task_once() throws Exception {
    past.settled(1000, "completed", "2026-02-01 00:00:00Z");
    List<String> before = past.digests();

    List<CompletableFuture<Integer>> both =
        List.of(
            CompletableFuture.supplyAsync(this::archived),
            CompletableFuture.supplyAsync(this::archived));

    int moved = both.stream().mapToInt(CompletableFuture::join).sum();
    assertThat(moved).isEqualTo(1000);
    assertThat(past.digests()).isEqualTo(before);
  }

  private int archived() {
    try {
      return past.archive("0");
    } catch (java.sql.SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void one_call_moves_little_more_than_it_was_told_to() throws Exception {
    past.settled(1000, "completed", "2026-02-01 00:00:00Z");

    assertThat(past.count("select meanwhile.archive_old_tasks(300)")).isEqualTo(400);
    assertThat(past.count("select meanwhile.archive_old_tasks() as archived_count")).isEqualTo(600);
  }

  @Test
  void nothing_in_the_archive_can_be_changed_or_removed() throws Exception {
    past.settled(1, "completed", "2026-02-01 00:00:00Z");
    past.archive("0");

    for (String sql :
        List.of(
            "update meanwhile.tasks_archive set status = 'failed'",
            "delete from meanwhile.tasks_archive",
            "delete from meanwhile.tasks_archive_2026_02",
            "truncate meanwhile.tasks_archive",
            "update meanwhile.task_events_archive set actor = 'nobody'",
            "delete from meanwhile.task_events_archive")) {
      assertThatThrownBy(() -> past.execute(sql))
          .as(sql)
          .hasMessageContaining("The task is archived; nothing changes any more.");
    }
  }

  /// Whoever gives the record a column gives it to the archive, in the same place.
  @Test
  void the_archive_has_the_columns_of_the_record() throws Exception {
    past.execute("alter table meanwhile.tasks add column added_later numeric(6,2)");
    past.execute("select meanwhile.archive_follows()");

    for (String table : List.of("tasks", "task_events")) {
      assertThat(past.texts(columns(table + "_archive"))).isEqualTo(past.texts(columns(table)));
    }
    past.execute("alter table meanwhile.tasks drop column added_later");
    past.execute("alter table meanwhile.tasks_archive drop column added_later");
  }

  private static String columns(String table) {
    return """
    select attname || ' ' || format_type(atttypid, atttypmod)
      from pg_attribute
     where attrelid = 'meanwhile.%s'::regclass and attnum > 0 and not attisdropped and attname <> 'archived_at'
     order by attnum
    """
        .formatted(table);
  }
}
