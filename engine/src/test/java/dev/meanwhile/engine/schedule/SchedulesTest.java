package dev.meanwhile.engine.schedule;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Schedule;
import dev.meanwhile.engine.Scheduled;
import dev.meanwhile.engine.Schedules;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SchedulesTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final BlockingQueue<UUID> started = new LinkedBlockingQueue<>();

  @BeforeEach
  void empty() throws SQLException {
    execute(
        "truncate meanwhile.tasks, meanwhile.queue, meanwhile.task_events, meanwhile.schedules");
  }

  @Test
  void what_was_missed_is_made_up_for_once_by_one_of_all_nodes() throws Exception {
    Schedule nightly = Schedule.cron("nightly", "0 3 * * *", BERLIN, task("report"));
    try (Node one = node();
        Node two = node()) {
      one.engine().schedules().put(nightly);
      Instant due = Instant.parse("2026-01-07T02:00:00Z");
      execute("update meanwhile.schedules set next_run_at = '" + due + "'");
      one.start();
      two.start();

      UUID id = started();
      one.awaitStatus(id, TaskStatus.COMPLETED);
      Scheduled after = requireNonNull(two.engine().schedules().find("nightly"));

      assertThat(after.lastRunAt()).isEqualTo(due);
      assertThat(after.lastTaskId()).isEqualTo(id);
      assertThat(after.nextRunAt()).isEqualTo(nightly.next(due, now()));
      assertThat(one.story(id).getFirst().actor()).isEqualTo("schedule:nightly");
      assertThat(count()).isEqualTo(1);
    }
  }

  @Test
  void each_run_is_submitted_once_though_many_nodes_look() throws Exception {
    try (Node one = node().start();
        Node two = node().start();
        Node three = node().start()) {
      Schedules schedules = one.engine().schedules();
      schedules.put(Schedule.every("tick", Duration.ofSeconds(1), task("tick")));
      for (int i = 0; i < 3; i++) {
        assertThat(started()).isNotNull();
      }
      schedules.remove("tick");

      assertThat(
              number(
                  """
                  select count(distinct split_part(idempotency_key, '.', 2)) from meanwhile.tasks
                  """))
          .as("every run stands on the grid of seconds that began with the first")
          .isEqualTo(1);
      assertThat(number("select count(*) - count(distinct idempotency_key) from meanwhile.tasks"))
          .as("none was submitted twice, or besides")
          .isZero();
      assertThat(two.tasks().types()).isEqualTo(three.tasks().types());
    }
  }

  @Test
  void a_paused_schedule_rests_and_does_not_make_up_for_the_pause() throws Exception {
    try (Node node = node().start()) {
      Schedules schedules = node.engine().schedules();
      schedules.put(Schedule.cron("nightly", "0 3 * * *", BERLIN, task("report")));
      Scheduled paused =
          requireNonNull(schedules.pause("nightly", "user:sandra", "The printer is broken."));
      execute("update meanwhile.schedules set next_run_at = next_run_at - interval '10 days'");

      assertThat(requireNonNull(paused.pause()).by()).isEqualTo("user:sandra");
      assertThat(paused.nextRuns(3)).isEmpty();

      Scheduled resumed = requireNonNull(schedules.resume("nightly"));

      assertThat(resumed.pause()).isNull();
      assertThat(resumed.nextRunAt()).isAfter(now());
      assertThat(resumed.nextRuns(2)).hasSize(2).startsWith(resumed.nextRunAt());
      assertThat(count()).isZero();
      assertThat(schedules.pause("nobody", "user:sandra", "x")).isNull();
      assertThatThrownBy(() -> schedules.pause("nightly", "user:sandra", " "))
          .hasMessage("Say why the schedule 'nightly' is paused.");
    }
  }

  @Test
  void it_can_be_run_now_besides() throws Exception {
    UUID user = UUID.randomUUID();
    NewTask report =
        task("report")
            .about(new Entity("clinic", "7", "North"))
            .by(user, "user:sandra")
            .priority(4)
            .sharing("clinic-7")
            .noting("{\"paper\": \"A4\"}");
    try (Node node = node()) {
      Schedules schedules = node.engine().schedules();
      Scheduled put = schedules.put(Schedule.every("hourly", Duration.ofHours(1), report));

      UUID id = requireNonNull(schedules.runNow("hourly", "user:ana"));

      Task task = node.task(id);
      assertThat(task.createdBy()).isEqualTo(user);
      assertThat(task.entity()).isEqualTo(new Entity("clinic", "7", "North"));
      assertThat(task.priority()).isEqualTo(4);
      assertThat(task.concurrencyKey()).isEqualTo("clinic-7");
      assertThat(task.metadata()).isEqualTo("{\"paper\": \"A4\"}");
      assertThat(task.input()).isEqualTo("{\"text\": \"report\"}");
      assertThat(node.story(id).getFirst().actor()).isEqualTo("user:ana");
      Scheduled after = requireNonNull(schedules.find("hourly"));
      assertThat(after.lastTaskId()).isEqualTo(id);
      assertThat(after.nextRunAt()).isEqualTo(put.nextRunAt());
      assertThat(schedules.runNow("nobody", "user:ana")).isNull();
    }
  }

  @Test
  void putting_it_again_keeps_the_next_run_and_the_pause_unless_its_times_change() {
    try (Node node = node()) {
      Schedules schedules = node.engine().schedules();
      Scheduled first = schedules.put(Schedule.cron("x", "0 3 * * *", BERLIN, task("a")));
      Scheduled paused = requireNonNull(schedules.pause("x", "user:ana", "Holidays."));

      Scheduled again = schedules.put(Schedule.cron("x", "0 3 * * *", BERLIN, task("b")));
      assertThat(again.nextRunAt()).isEqualTo(first.nextRunAt());
      assertThat(again.pause()).isEqualTo(paused.pause());
      assertThat(again.schedule().task().input()).isEqualTo("{\"text\": \"b\"}");

      Scheduled earlier = schedules.put(Schedule.cron("x", "0 2 * * *", BERLIN, task("b")));
      assertThat(earlier.nextRunAt()).isNotEqualTo(first.nextRunAt());
      assertThat(schedules.all())
          .singleElement()
          .satisfies(one -> assertThat(one.nextRunAt()).isEqualTo(earlier.nextRunAt()));
      assertThat(schedules.remove("x")).isTrue();
      assertThat(schedules.remove("x")).isFalse();
    }
  }

  @Test
  void a_schedule_that_cannot_be_run_does_not_stop_the_others() throws Exception {
    try (Node node = node()) {
      Schedules schedules = node.engine().schedules();
      schedules.put(Schedule.every("broken", Duration.ofHours(1), task("broken")));
      schedules.put(Schedule.every("sound", Duration.ofHours(1), task("sound")));
      execute("update meanwhile.schedules set next_run_at = now() - interval '1 minute'");
      execute(
          "update meanwhile.schedules set zone = 'Nowhere/Else', next_run_at = next_run_at - interval '1 hour' where name = 'broken'");
      node.start();

      assertThat(node.task(requireNonNull(started())).input()).isEqualTo("{\"text\": \"sound\"}");
      assertThat(number("select count(*) from meanwhile.schedules where next_run_at > now()"))
          .isEqualTo(2);
    }
  }

  @Test
  void schedules_given_to_the_builder_are_there_when_it_has_started() {
    try (Engine engine =
        Engine.on(database.dataSource())
            .config(Node.QUICK)
            .handles(Node.WORK, (_, _) -> Outcome.completed())
            .schedule(Schedule.cron("nightly", "0 3 * * *", BERLIN, task("x")))
            .build()) {
      engine.start();

      assertThat(engine.schedules().find("nightly")).isNotNull();
    }
  }

  @Test
  void what_makes_no_sense_is_refused_in_a_sentence() {
    assertThatThrownBy(() -> Schedule.cron("x", "0 25 * * *", BERLIN, task("x")))
        .hasMessageContaining("'25' is no hour");
    assertThatThrownBy(() -> Schedule.every("x", Duration.ofMillis(10), task("x")))
        .hasMessageContaining("once a second at most");
    assertThatThrownBy(() -> Schedule.every(" ", Duration.ofHours(1), task("x")))
        .hasMessageContaining("1 to 100 characters");
    assertThatThrownBy(() -> Schedule.every("x", Duration.ofHours(1), task("x").key("k")))
        .hasMessageContaining("can have no key");
    try (Node node = node()) {
      TaskType<Node.Input> other = TaskType.of("other", Node.Input.class);
      Schedule unknown = Schedule.every("x", Duration.ofHours(1), other.task(new Node.Input("x")));
      assertThatThrownBy(() -> node.engine().schedules().put(unknown))
          .isInstanceOf(SubmissionRefused.class)
          .hasMessage("The schedule 'x' names the task type 'other', which is not known here.");
    }
  }

  @Test
  void intervals_do_not_drift_and_skip_what_was_missed() {
    Schedule schedule = Schedule.every("x", Duration.ofMinutes(10), task("x"));
    Instant at = Instant.parse("2026-11-22T08:00:00Z");

    assertThat(schedule.next(at, at.plusSeconds(3))).isEqualTo("2026-11-22T08:10:00Z");
    assertThat(schedule.next(at, at.plusSeconds(3600))).isEqualTo("2026-11-22T09:10:00Z");
  }

  private Node node() {
    return new Node(
        database.dataSource(),
        Node.WORK,
        (_, work) -> {
          started.add(work.taskId());
          return Outcome.completed();
        });
  }

  private UUID started() throws InterruptedException {
    return requireNonNull(started.poll(20, TimeUnit.SECONDS), "Nothing was started.");
  }

  private static NewTask task(String text) {
    return Node.WORK.task(new Node.Input(text));
  }

  private static Instant now() throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select meanwhile.clock()")) {
      rows.next();
      return rows.getObject(1, java.time.OffsetDateTime.class).toInstant();
    }
  }

  private static int count() throws SQLException {
    return number("select count(*) from meanwhile.tasks");
  }

  private static int number(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
