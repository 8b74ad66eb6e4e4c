package dev.meanwhile.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FeedTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  /// Eight writers keep their transactions open for random moments, so that they commit in another
  /// order than they began; the transaction ids pass from four to five digits on the way.
  @Test
  void a_reader_sees_every_event_once_however_the_writers_overlap() throws Exception {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed());
        ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      passDigits();
      EventFeed feed = node.engine().events();
      Cursor cursor = feed.now();
      int perWriter = 150;
      CountDownLatch finished = new CountDownLatch(8);
      for (int w = 0; w < 8; w++) {
        long seed = w;
        var _ =
            writers.submit(() -> {
              Random random = new Random(seed);
              try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < perWriter; i++) {
                  node.tasks().submit(connection, List.of(Node.WORK.task(new Node.Input("e"))));
                  pause(connection, random.nextInt(5));
                  node.tasks().submit(connection, List.of(Node.WORK.task(new Node.Input("e"))));
                  if (random.nextInt(10) == 0) {
                    connection.rollback();
                  } else {
                    connection.commit();
                  }
                }
              } finally {
                finished.countDown();
              }
              return null;
            });
      }
      List<String> seen = new ArrayList<>();
      boolean lastRound = false;
      while (true) {
        boolean allWritten = finished.getCount() == 0;
        List<TaskEvent> events = feed.after(cursor, 100);
        for (TaskEvent event : events) {
          assertThat(event.cursor()).isGreaterThan(cursor);
          cursor = event.cursor();
          seen.add(event.taskId() + "/" + event.version());
        }
        if (events.isEmpty() && lastRound) {
          break;
        }
        lastRound = allWritten && events.isEmpty();
      }
      assertThat(seen).doesNotHaveDuplicates();
      assertThat((long) seen.size()).isEqualTo(count("select count(*) from meanwhile.task_events"));
    }
  }

  @Test
  void an_open_transaction_holds_later_events_back_until_it_ends() throws Exception {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed());
        Connection slow = database.dataSource().getConnection()) {
      EventFeed feed = node.engine().events();
      Cursor before = feed.now();
      slow.setAutoCommit(false);
      node.tasks().submit(slow, List.of(Node.WORK.task(new Node.Input("slow"))));
      node.submit("fast");

      assertThat(feed.after(before, 10)).isEmpty();
      slow.commit();

      assertThat(feed.after(before, 10)).hasSize(2);
    }
  }

  @Test
  void a_cursor_survives_its_text_form_and_a_foreign_one_is_not_known() {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      EventFeed feed = node.engine().events();
      Cursor now = feed.now();

      assertThat(requireNonNull(Cursor.parse(now.toString()))).isEqualTo(now);
      assertThat(feed.knows(now)).isTrue();
      assertThat(feed.knows(new Cursor(now.epoch() + 1, now.xid(), 0))).isFalse();
      assertThat(feed.knows(new Cursor(now.epoch(), now.xid() + 1_000_000, 0))).isFalse();
      assertThat(Cursor.parse("1.2")).isNull();
      assertThat(Cursor.parse("x.99999999999999999999.1")).isNull();
      assertThat(Cursor.parse("'; drop table")).isNull();
    }
  }

  /// A crash gives the ids of transactions that wrote nothing out again.
  @Test
  void the_present_is_the_last_event_and_not_an_id_that_nobody_has_used() throws Exception {
    try (Node node = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed());
        Connection other = database.dataSource().getConnection();
        Statement statement = other.createStatement()) {
      node.submit("x");
      long unused;
      try (ResultSet row = statement.executeQuery("select pg_current_xact_id()::text")) {
        row.next();
        unused = row.getLong(1);
      }

      assertThat(node.engine().events().now().xid()).isLessThan(unused);
    }
  }

  @Test
  void another_node_hears_the_news() throws Exception {
    try (Node here = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed());
        Node there = new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed())) {
      Semaphore heard = new Semaphore(0);
      EventFeed feed = there.engine().events();
      Cursor before = feed.now();
      try (AutoCloseable _ = feed.onNews(heard::release)) {
        here.submit("x");

        assertThat(heard.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(feed.after(before, 10)).hasSize(1);
    }
  }

  private static void pause(Connection connection, int millis) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_sleep(" + millis + " / 1000.0)");
    }
  }

  /// Uses up transaction ids until few are missing to 10,000.
  private static void passDigits() throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      for (long xid = count("select pg_current_xact_id()::text::bigint"); xid < 9_900; xid++) {
        statement.execute("select pg_current_xact_id()");
      }
    }
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
