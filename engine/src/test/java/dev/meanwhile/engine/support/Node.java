package dev.meanwhile.engine.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.EventFeed;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;

/// A node under test with one task type called `work`.
public final class Node implements AutoCloseable {

  /// The input of the test type.
  public record Input(String text) {}

  public static final TaskType<Input> WORK =
      TaskType.of("work", Input.class)
          .retry(new RetryPolicy(2, Duration.ofMillis(50), Duration.ofMillis(200), 0.2));

  public static final EngineConfig QUICK =
      EngineConfig.defaults()
          .node("test")
          .lease(Duration.ofSeconds(2))
          .poll(Duration.ofMillis(50))
          .grace(Duration.ofMillis(200));

  private final HikariDataSource pool;
  private final Engine engine;

  public Node(DataSource database, TaskType<Input> type, Handler<Input> handler) {
    this(database, type, handler, QUICK);
  }

  public Node(
      DataSource database, TaskType<Input> type, Handler<Input> handler, EngineConfig config) {
    this(database, config, builder -> builder.handles(type, handler));
  }

  /// @param parts adds types and what else the node knows
  public Node(DataSource database, EngineConfig config, Consumer<Engine.Builder> parts) {
    HikariConfig hikari = new HikariConfig();
    hikari.setDataSource(database);
    hikari.setMaximumPoolSize(20);
    hikari.setConnectionTimeout(2000);
    pool = new HikariDataSource(hikari);
    Engine.Builder builder = Engine.on(pool).config(config);
    parts.accept(builder);
    engine = builder.build();
  }

  public Node start() {
    engine.start();
    return this;
  }

  public Engine engine() {
    return engine;
  }

  public Tasks tasks() {
    return engine.tasks();
  }

  public DataSource pool() {
    return pool;
  }

  public UUID submit(String text) {
    return tasks().submit(WORK.task(new Input(text))).id();
  }

  public Task task(UUID id) {
    return Objects.requireNonNull(tasks().find(id));
  }

  public List<TaskEvent> story(UUID id) {
    return tasks().events(id, 0, 1000);
  }

  public List<String> deeds(UUID id) {
    return story(id).stream().map(TaskEvent::type).toList();
  }

  public Task awaitStatus(UUID id, TaskStatus status) {
    return await(id, task -> task.status() == status);
  }

  /// Waits for the events of the task, not for time.
  public Task await(UUID id, Predicate<Task> condition) {
    Semaphore news = new Semaphore(1);
    EventFeed feed = engine.events();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    try (AutoCloseable _ = feed.onNews(news::release)) {
      while (System.nanoTime() < end) {
        if (news.tryAcquire(50, TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
        Task task = task(id);
        if (condition.test(task)) {
          return task;
        }
      }
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    throw new AssertionError("It did not come to that: " + task(id) + "\n" + story(id));
  }

  /// The node dies: nothing is handed back, no lease is given up, as after kill -9.
  public void die() {
    pool.close();
  }

  @Override
  public void close() {
    engine.close();
    pool.close();
  }
}
