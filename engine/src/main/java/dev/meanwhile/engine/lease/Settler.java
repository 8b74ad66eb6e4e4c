package dev.meanwhile.engine.lease;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.lifecycle.Lifecycle;
import dev.meanwhile.engine.lifecycle.Standing;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.GroupCommit;
import dev.meanwhile.engine.store.SettleStore;
import dev.meanwhile.engine.store.SettleStore.Settlement;
import dev.meanwhile.engine.store.Trouble;
import dev.meanwhile.engine.store.Wire;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes how attempts ended, many in one commit, and again until the database has given a definite
/// answer: a result is finished work, and an outage must not lose it.
public final class Settler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Settler.class);
  private static final int LARGEST = 1000;

  /// So many waiting outcomes are worth a second transaction while the first one is under way.
  private static final int CROWD = 250;

  private static final Duration PAUSE = Duration.ofMillis(200);

  private final News news;
  private final GroupCommit<Settlement, Boolean> group;
  private final CountDownLatch givingUp = new CountDownLatch(1);

  /// @param wires the first for whatever ends, the others for when much ends at once
  public Settler(List<Wire> wires, News news) {
    this.news = news;
    this.group =
        new GroupCommit<>(
            "settler",
            LARGEST,
            CROWD,
            wires.stream()
                .<GroupCommit.Writer<Settlement, Boolean>>map(wire -> batch -> write(wire, batch))
                .toList());
  }

  /// Hands over a settlement; the answer is false when somebody else ended the attempt first.
  CompletableFuture<Boolean> settle(Settlement settlement) throws InterruptedException {
    return group.add(settlement);
  }

  private List<Boolean> write(Wire wire, List<Settlement> batch) throws Exception {
    while (true) {
      try {
        Set<UUID> accepted = wire.call(c -> SettleStore.settle(c, batch));
        if (!accepted.isEmpty()) {
          tell(batch);
        }
        return batch.stream().map(one -> accepted.contains(one.taskId())).toList();
      } catch (SQLException failure) {
        if (!Trouble.passes(failure)) {
          return oneByOne(wire, batch, failure);
        }
        log.debug("The outcome of {} attempt(s) could not be written yet.", batch.size(), failure);
        if (givingUp.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
          throw failure;
        }
      }
    }
  }

  private void tell(List<Settlement> batch) {
    if (batch.stream().anyMatch(one -> one.transition().back() != null)) {
      news.tasksHere();
    } else {
      news.eventsHere();
    }
  }

  /// One of them cannot be stored: the others must not suffer for it.
  private List<Boolean> oneByOne(Wire wire, List<Settlement> batch, SQLException failure)
      throws Exception {
    if (batch.size() == 1) {
      return write(wire, List.of(unstorable(batch.getFirst(), failure)));
    }
    List<Boolean> answers = new ArrayList<>();
    for (Settlement one : batch) {
      answers.addAll(write(wire, List.of(one)));
    }
    return answers;
  }

  private static Settlement unstorable(Settlement settlement, SQLException failure)
      throws SQLException {
    Outcome.Failed outcome =
        Outcome.failed(
            "The task failed",
            "its result could not be stored",
            "An admin finds the reason in the log of its worker.",
            "unstorable_result");
    String details = settlement.transition().details();
    if (details != null && details.contains(outcome.code())) {
      throw failure;
    }
    log.error("The result of task {} could not be stored.", settlement.taskId(), failure);
    Standing standing = new Standing("Task", 0, 0, 0, RetryPolicy.never());
    return new Settlement(
        settlement.taskId(),
        settlement.attempt(),
        settlement.actor(),
        Lifecycle.after(standing, outcome, RandomGenerator.getDefault()));
  }

  /// Writes what is waiting; does not wait for a database that is away.
  @Override
  public void close() {
    givingUp.countDown();
    group.close();
  }
}
