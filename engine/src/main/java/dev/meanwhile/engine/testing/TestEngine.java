package dev.meanwhile.engine.testing;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Task;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/// An engine for tests, on a real database: nothing happens but what the test asks for, and time
/// passes when the test says so. Limits (at once, rates) are not looked at. Not for several
/// threads.
///
/// ```java
/// try (var engine = TestEngine.on(database).handles(MAIL, new MailHandler(fakeServer)).open()) {
///   UUID id = engine.tasks().submit(MAIL.task(letter)).id();
///   engine.failStep("sending", Outcome.failedForNow("Mail failed", "busy", "Wait.", "busy"));
///   engine.runAll();
///   engine.pass(Duration.ofMinutes(5));
///   engine.runAll();
///   assertThat(engine.story(id)).wentThrough("submitted", "claimed", "failed", "claimed", "completed");
/// }
/// ```
public final class TestEngine implements AutoCloseable {
  /// So many tasks in one go are taken for a circle.
  private static final int MOST = 10_000;

  private final ShiftedDatabase database;
  private final Faults faults;
  private final Engine engine;
  private final Hand hand;

  private TestEngine(Builder from) {
    this.database = new ShiftedDatabase(from.database);
    this.faults = from.faults;
    Engine.migrate(database);
    Engine.Builder building = Engine.on(database);
    from.types.values().forEach(building::knows);
    this.engine = building.build();
    this.hand = new Hand(database, engine.tasks(), from.types, from.handlers);
  }

  /// @param database an empty one, or one that an engine has used; the tables are made when needed
  public static Builder on(DataSource database) {
    return new Builder(database);
  }

  /// To submit, find, cancel, retry and so on.
  public Tasks tasks() {
    return engine.tasks();
  }

  /// Looks after everything that is overdue, then runs the next due task to its end.
  ///
  /// @return whether there was one
  public boolean step() {
    return hand.step();
  }

  /// Steps until nothing is due any more.
  ///
  /// @return how many attempts were run
  public int runAll() {
    for (int done = 0; done < MOST; done++) {
      if (!step()) {
        return done;
      }
    }
    throw new AssertionError(
        "After %,d tasks there is still one due: do they make each other?".formatted(MOST));
  }

  /// Time passes at once, for the engine and its database clock.
  public void pass(Duration span) {
    try {
      database.pass(span);
    } catch (SQLException failure) {
      throw new IllegalStateException("The clock could not be moved.", failure);
    }
  }

  /// The node takes the next due task and dies with it. The next step takes it over.
  ///
  /// @return whether a task was due
  public boolean crashNext() {
    return hand.crashNext();
  }

  /// The next attempt of this type ends like this, and its handler is not called. Several line up.
  public void failNext(TaskType<?> type, Outcome.Failed failure) {
    faults.ofTask(type.name(), failure);
  }

  /// The next step of this name fails like this, as if the service behind it did.
  public void failStep(String step, Outcome.Failed failure) {
    faults.ofStep(step, failure);
  }

  /// What happened to a task.
  ///
  /// @throws IllegalArgumentException when there is none
  public Story story(UUID id) {
    Task task = tasks().find(id);
    if (task == null) {
      throw new IllegalArgumentException("There is no task " + id + ".");
    }
    return new Story(task, tasks().events(id, 0, MOST));
  }

  @Override
  public void close() {
    hand.close();
    engine.close();
  }

  /// Collects the handlers under test.
  public static final class Builder {
    private final DataSource database;
    private final Faults faults = new Faults();
    private final Map<String, TaskType<?>> types = new LinkedHashMap<>();
    private final Map<String, Handler<?>> handlers = new LinkedHashMap<>();

    private Builder(DataSource database) {
      this.database = database;
    }

    public <I> Builder handles(TaskType<I> type, Handler<? super I> handler) {
      types.put(type.name(), type);
      handlers.put(type.name(), faults.<I>around(type.name(), handler));
      return this;
    }

    public TestEngine open() {
      return new TestEngine(this);
    }
  }
}
