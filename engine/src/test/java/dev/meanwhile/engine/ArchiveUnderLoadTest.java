package dev.meanwhile.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.support.Node;
import dev.meanwhile.engine.support.Past;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Two archive at once while others submit, retry, dismiss and read.
class ArchiveUnderLoadTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final String PLACES =
      """
      select (select count(*) from meanwhile.tasks where task_type = 'work' and created_at < '2026-03-01')
             + (select count(*) from meanwhile.tasks_archive)
             || ' ' || (select count(*) from meanwhile.tasks t join meanwhile.tasks_archive a on a.id = t.id)
             || ' ' || (select count(*)
                          from meanwhile.tasks_archive a
                         where a.version <> (select count(*) from meanwhile.task_events_archive e where e.task_id = a.id))
             || ' ' || (select count(*)
                          from meanwhile.tasks t
                         where not exists (select from meanwhile.task_events e where e.task_id = t.id))
             || ' ' || (select count(*)
                          from meanwhile.tasks_archive a
                         where a.status not in ('completed', 'failed', 'cancelled', 'timeout')
                            or exists (select from meanwhile.queue q where q.task_id = a.id)
                            or exists (select from meanwhile.attention n where n.task_id = a.id))
      """;

  private final Past past = new Past(database.dataSource());

  @Test
  void every_task_is_in_exactly_one_place_at_every_moment() throws Exception {
    List<UUID> old = new ArrayList<>();
    for (int month = 1; month <= 3; month++) {
      old.addAll(past.settled(150, "failed", "2025-%02d-20 00:00:00Z".formatted(month + 9)));
      old.addAll(past.settled(150, "completed", "2025-%02d-21 00:00:00Z".formatted(month + 9)));
    }
    AtomicBoolean over = new AtomicBoolean();
    ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
    int looks = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Node node =
            new Node(database.dataSource(), Node.WORK, (_, _) -> Outcome.completed()).start()) {
      var changing = CompletableFuture.runAsync(() -> change(node, old, over, refusals), threads);
      var reading = CompletableFuture.supplyAsync(() -> read(node, old, over), threads);
      var one = CompletableFuture.runAsync(this::archive, threads);
      var other = CompletableFuture.runAsync(this::archive, threads);
      boolean last = false;
      while (!last && !changing.isDone() && !reading.isDone()) {
        last = one.isDone() && other.isDone();
        assertThat(past.texts(PLACES)).containsExactly("900 0 0 0 0");
        looks++;
      }
      one.join();
      other.join();
      over.set(true);
      changing.join();
      assertThat(reading.join()).as("tasks that could not be found for a moment").isEmpty();
    }
    assertThat(looks).isPositive();
    assertThat(past.count("select count(*) from meanwhile.tasks_archive")).isGreaterThan(600);
    assertThat(refusals)
        .allSatisfy(text -> assertThat(text).matches("(?s).*(archived|Only|already).*"));
  }

  private void archive() {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < 6; i++) {
        statement.execute("select meanwhile.archive_old_tasks(200)");
      }
    } catch (java.sql.SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static void change(
      Node node, List<UUID> tasks, AtomicBoolean over, ConcurrentLinkedQueue<String> refusals) {
    Random chance = new Random(7);
    while (!over.get()) {
      UUID task = tasks.get(chance.nextInt(tasks.size()));
      try {
        switch (chance.nextInt(4)) {
          case 0 -> node.tasks().retry(task, "user:sandra");
          case 1 -> node.tasks().dismiss(task, ChangeRequest.by("user:sandra"));
          case 2 -> node.tasks().reinstate(task, ChangeRequest.by("user:sandra"));
          default -> node.submit("new");
        }
      } catch (ChangeRefused refused) {
        refusals.add(String.valueOf(refused.getMessage()));
      }
    }
  }

  private static List<UUID> read(Node node, List<UUID> tasks, AtomicBoolean over) {
    List<UUID> missing = new ArrayList<>();
    Random chance = new Random(8);
    while (!over.get()) {
      UUID task = tasks.get(chance.nextInt(tasks.size()));
      if (node.tasks().find(task) == null || node.story(task).isEmpty()) {
        missing.add(task);
      }
    }
    return missing;
  }
}
