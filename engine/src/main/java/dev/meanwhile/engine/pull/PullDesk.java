package dev.meanwhile.engine.pull;

import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Json;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Outside;
import dev.meanwhile.engine.Pulls;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Work;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.GroupCommit;
import dev.meanwhile.engine.store.PullStore;
import dev.meanwhile.engine.store.SettleStore;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import dev.meanwhile.engine.store.StoreFailed;
import dev.meanwhile.engine.store.Wire;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands tasks over to the workers that wait for them. A pulled task is claimed like any other, for
/// a node that has a worker waiting; its handler here only writes down who has it now. The worker
/// is told after that commit.
public final class PullDesk implements Pulls, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PullDesk.class);
  private static final long NOTE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long FORGET_NANOS = Duration.ofHours(1).toNanos();
  private static final Duration NEXT_WORKER = Duration.ofSeconds(2);
  private static final int LARGEST = 500;
  private static final int MOST_NAMES = 10_000;

  private final Wire wire;
  private final DataSource database;
  private final Outside outside;
  private final News news;
  private final Seats seats = new Seats();
  private final Map<String, Long> noted = new ConcurrentHashMap<>();
  private volatile @Nullable Runnable wakeClaimer;
  private volatile @Nullable GroupCommit<Settlement, Boolean> handOvers;
  private long forgotten = System.nanoTime() - FORGET_NANOS;

  /// @param wire shared with those who report from outside
  public PullDesk(Wire wire, DataSource database, Outside outside, News news) {
    this.wire = wire;
    this.database = database;
    this.outside = outside;
    this.news = news;
  }

  /// Who waits here.
  public Seats seats() {
    return seats;
  }

  /// The engine works from now on.
  public void startedWith(Runnable claimer) {
    handOvers = new GroupCommit<>("hand-over", LARGEST, this::write);
    wakeClaimer = claimer;
  }

  @Override
  public Pulls.Seat ask(Ask ask) {
    Runnable claimer = wakeClaimer;
    if (claimer == null) {
      throw new IllegalStateException("This engine runs no tasks.");
    }
    note(ask);
    Seats.Seat seat = seats.open(ask);
    claimer.run();
    return new Taken(seat);
  }

  private final class Taken implements Pulls.Seat {
    private final Seats.Seat seat;

    Taken(Seats.Seat seat) {
      this.seat = seat;
    }

    @Override
    public List<Pulled> await(Duration patience) throws InterruptedException {
      return seat.await(patience.toNanos());
    }

    @Override
    public boolean over() {
      return seats.ended();
    }

    @Override
    public void close() {
      for (Pulled task : seat.leave()) {
        giveBack(task, seat.ask().worker());
      }
    }
  }

  private void giveBack(Pulled task, String worker) {
    try {
      var _ =
          outside.giveBack(
              task.taskId(),
              task.attempt(),
              "Its worker went away before it began. Another one takes over.",
              "worker:" + worker);
    } catch (StoreFailed away) {
      log.debug("Task {} goes back when its lease ends.", task.taskId(), away);
    }
  }

  /// Does the tasks of those of these types that are pulled.
  public void handle(Collection<TaskType<?>> types, Map<String, Handler<?>> handlers) {
    types.stream()
        .filter(TaskType::pulled)
        .forEach(type -> handlers.put(type.name(), handler(type)));
  }

  /// The code that does tasks of a pulled type.
  public Handler<Object> handler(TaskType<?> type) {
    if (!type.pulled()) {
      throw new IllegalArgumentException("'" + type.name() + "' needs a handler.");
    }
    return (input, work) -> hand(type, input, work);
  }

  private Outcome hand(TaskType<?> type, Object input, Work work) throws Exception {
    Seats.Seat seat = seats.promise(type.name(), NEXT_WORKER);
    if (seat == null) {
      return Outcome.postponed(Duration.ZERO, "It waits for a worker that asks for it.");
    }
    Pulled task =
        new Pulled(
            work.taskId(),
            type.name(),
            work.attempt(),
            Json.write(input),
            work.entity(),
            work.createdBy(),
            work.idempotencyKey(),
            work.remaining(),
            type.silence());
    boolean written = false;
    try {
      written = write(task, seat.ask().worker());
    } finally {
      seat.deliver(written ? task : null);
    }
    return new Outcome.Settled();
  }

  private boolean write(Pulled task, String worker) throws Exception {
    GroupCommit<Settlement, Boolean> group = handOvers;
    if (group == null) {
      return false;
    }
    Settlement settlement =
        new Settlement(
            task.taskId(),
            task.attempt(),
            "worker:" + worker,
            Lifecycle.pulled(worker, task.lease()));
    try {
      return group.add(settlement).get();
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    }
  }

  private List<Boolean> write(List<Settlement> batch) throws SQLException {
    Set<UUID> accepted = wire.call(c -> SettleStore.settle(c, batch));
    if (!accepted.isEmpty()) {
      news.eventsHere();
    }
    return batch.stream().map(one -> accepted.contains(one.taskId())).toList();
  }

  /// Every few seconds at most: it only tells people who is there.
  private void note(Ask ask) {
    long now = System.nanoTime();
    String who = ask.worker() + " " + ask.types();
    Long before = noted.get(who);
    if (before != null && now - before < NOTE_NANOS) {
      return;
    }
    if (noted.size() > MOST_NAMES) {
      noted.clear();
    }
    noted.put(who, now);
    try {
      wire.run(c -> {
        PullStore.asked(c, ask.worker(), ask.types());
        forget(c, now);
      });
    } catch (SQLException away) {
      log.debug("It could not be written down that a worker asks.", away);
    }
  }

  private void forget(Connection connection, long now) throws SQLException {
    if (now - forgotten >= FORGET_NANOS) {
      forgotten = now;
      PullStore.forget(connection);
    }
  }

  @Override
  public List<Seen> workers(String taskType) {
    // With the engine's own eyes: who works here is no row of a person.
    try (Connection connection = database.getConnection()) {
      return PullStore.workers(connection, taskType);
    } catch (SQLException failure) {
      throw new StoreFailed(failure);
    }
  }

  @Override
  public void end() {
    seats.end();
  }

  /// After the last hand-over.
  @Override
  public void close() {
    end();
    GroupCommit<Settlement, Boolean> group = handOvers;
    if (group != null) {
      group.close();
    }
  }
}
