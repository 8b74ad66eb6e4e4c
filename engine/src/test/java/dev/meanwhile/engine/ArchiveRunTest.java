package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Past;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The nightly run: when it is due, that it is done once, and who hears of it.
class ArchiveRunTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private final Past past = new Past(database.dataSource());

  @BeforeEach
  void isDoneForToday() throws Exception {
    past.execute(
        "update meanwhile.archiving set done_for = meanwhile.archive_due(), daily_at = '03:00', zone = 'UTC',"
            + " keep = '7 days', running_for = null, place = null");
  }

  @Test
  void it_is_due_at_three_once_a_day() throws Exception {
    past.execute("update meanwhile.archiving set done_for = '2026-05-10 03:00:00Z'");

    assertThat(turns("2026-05-10 23:59:00Z")).containsExactly("rest");
    assertThat(turns("2026-05-11 02:59:59Z")).containsExactly("rest");
    assertThat(turns("2026-05-11 03:00:01Z")).contains("done").endsWith("rest");
    assertThat(turns("2026-05-11 03:00:02Z")).containsExactly("rest");
    assertThat(past.texts("select done_for at time zone 'UTC' from meanwhile.archiving"))
        .containsExactly("2026-05-11 03:00:00");
  }

  @Test
  void missed_runs_are_caught_up_by_one() throws Exception {
    past.execute("update meanwhile.archiving set done_for = '2026-05-10 03:00:00Z'");

    assertThat(turns("2026-05-20 14:00:00Z")).filteredOn("done"::equals).hasSize(1);
    assertThat(past.texts("select done_for at time zone 'UTC' from meanwhile.archiving"))
        .containsExactly("2026-05-20 03:00:00");
  }

  @Test
  void three_is_three_in_its_time_zone_also_when_the_clocks_change() throws Exception {
    past.execute(
        "update meanwhile.archiving set zone = 'Europe/Berlin', done_for = '2026-03-28 02:00:00Z'");

    // 03:00 in Berlin was 02:00 UTC on the 28th, and is 01:00 UTC from the 29th of March on.
    assertThat(turns("2026-03-29 00:59:59Z")).containsExactly("rest");
    assertThat(turns("2026-03-29 01:00:01Z")).contains("done");
    assertThat(turns("2026-10-25 01:59:59Z")).contains("done");
    assertThat(turns("2026-10-25 02:00:01Z")).contains("done");
    assertThat(turns("2026-10-26 01:59:59Z")).containsExactly("rest");
  }

  @Test
  void a_node_archives_and_says_how_many() throws Exception {
    past.settled(450, "completed", "2026-02-01 00:00:00Z");
    List<String> before = past.digests();
    past.execute("update meanwhile.archiving set done_for = done_for - interval '1 day'");
    BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed());
        Engine here = engine(node, heard);
        Engine there = engine(node, heard)) {
      here.start();
      there.start();

      assertThat(heard.poll(30, TimeUnit.SECONDS)).isEqualTo(450);
    }
    assertThat(heard).as("only one of the nodes").isEmpty();
    assertThat(past.digests()).isEqualTo(before);
    assertThat(
            past.count(
                "select count(*) from meanwhile.tasks_archive where id in"
                    + " (select id from meanwhile.tasks_archive_2026_02)"))
        .isEqualTo(450);
  }

  /// A node dies between two batches: the next turn goes on behind the last one, whoever takes it.
  @Test
  void a_run_that_was_broken_off_goes_on_where_it_stood() throws Exception {
    past.settled(450, "completed", "2026-01-15 00:00:00Z");
    past.execute("update meanwhile.archiving set done_for = done_for - interval '1 day'");
    assertThat(turn()).isEqualTo("more 200");
    try (Connection dying = database.dataSource().getConnection();
        Statement statement = dying.createStatement()) {
      dying.setAutoCommit(false);
      statement.execute("select * from meanwhile.archive_turn()");
      assertThat(turn()).as("while somebody is at it").isEqualTo("busy 0");
      dying.rollback();
    }

    assertThat(turn()).isEqualTo("more 400");
    assertThat(turn()).isEqualTo("more 450");
    assertThat(turn()).isEqualTo("more 450");
    assertThat(turn()).isEqualTo("done 450");
    assertThat(turn()).isEqualTo("rest 0");
  }

  @Test
  void the_plan_of_the_newest_node_counts_for_all() throws Exception {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed());
        Engine engine =
            Engine.on(node.pool())
                .config(Node.QUICK)
                .archive(new ArchivePlan(Duration.ofDays(30), LocalTime.of(4, 30), "Europe/Lisbon"))
                .build()) {
      engine.start();
    }
    assertThat(past.texts("select keep || ' ' || daily_at || ' ' || zone from meanwhile.archiving"))
        .containsExactly("720:00:00 04:30:00 Europe/Lisbon");
  }

  @Test
  void a_plan_that_cannot_be_is_refused_in_a_sentence() {
    ArchivePlan plan = ArchivePlan.standard();

    assertThatThrownBy(() -> plan.keep(Duration.ofMinutes(5)))
        .hasMessage("An ended task stays in the record for at least an hour, not PT5M.");
    assertThatThrownBy(() -> plan.zone("Mars/Olympus"))
        .hasMessage(
            "There is no time zone 'Mars/Olympus'; name a place, such as Europe/Berlin, or UTC.");
  }

  private static Engine engine(Node node, BlockingQueue<Integer> heard) {
    return Engine.on(node.pool()).config(Node.QUICK).onArchived(heard::add).build();
  }

  private String turn() throws Exception {
    return past.texts("select state || ' ' || total from meanwhile.archive_turn()").getFirst();
  }

  /// All turns there are to take at a moment.
  private static List<String> turns(String at) throws Exception {
    List<String> states = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select set_config('meanwhile.time_shift', extract(epoch from '%s'::timestamptz - now()) || ' seconds', false)"
              .formatted(at));
      do {
        try (ResultSet row = statement.executeQuery("select state from meanwhile.archive_turn()")) {
          row.next();
          states.add(row.getString(1));
        }
      } while (!states.getLast().equals("rest"));
    }
    return states;
  }
}
