package dev.meanwhile.engine.testing;

import dev.meanwhile.engine.EngineConfig;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.engine.flow.Groups;
import dev.meanwhile.engine.flow.Usher;
import dev.meanwhile.engine.lease.Readmission;
import dev.meanwhile.engine.lease.Reporter;
import dev.meanwhile.engine.lease.Runner;
import dev.meanwhile.engine.lease.Running;
import dev.meanwhile.engine.lease.Settler;
import dev.meanwhile.engine.live.News;
import dev.meanwhile.engine.loop.Loop;
import dev.meanwhile.engine.loop.Turn;
import dev.meanwhile.engine.outage.Breakers;
import dev.meanwhile.engine.outage.Outlook;
import dev.meanwhile.engine.pull.Seats;
import dev.meanwhile.engine.store.ClaimStore;
import dev.meanwhile.engine.store.ClaimStore.Lease;
import dev.meanwhile.engine.store.ClaimStore.Place;
import dev.meanwhile.engine.store.ClaimStore.Quota;
import dev.meanwhile.engine.store.NodeStore;
import dev.meanwhile.engine.store.Wire;
import dev.meanwhile.engine.upkeep.Expirer;
import dev.meanwhile.engine.upkeep.Heart;
import dev.meanwhile.engine.upkeep.Membership;
import dev.meanwhile.engine.upkeep.Rescuer;
import dev.meanwhile.engine.upkeep.Timekeeper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The parts of a working node, moved by hand: one task at a time, and the caller waits for its
/// end.
final class Hand implements AutoCloseable {
  private static final String ACTOR = "node:test";
  private static final int PATIENCE_SECONDS = 120;

  private final Wire wire;
  private final Wire reports;
  private final Wire ends;
  private final Map<String, TaskType<?>> types;
  private final Membership membership = new Membership();
  private final Semaphore ended = new Semaphore(0);
  private final Settler settler;
  private final Loop reporting;
  private final Runner runner;
  private final Heart heart;
  private final Rescuer rescuer;
  private final Outlook outlook;
  private final Readmission readmission;
  private final List<Turn> chores;

  Hand(
      DataSource database,
      Tasks tasks,
      Map<String, TaskType<?>> types,
      Map<String, Handler<?>> handlers) {
    this.types = types;
    EngineConfig config = EngineConfig.defaults().node("test");
    News news = new News();
    Running running = new Running(1);
    wire = Wire.free(database);
    reports = Wire.pinned(database);
    ends = Wire.pinned(database);
    Reporter reporter = new Reporter(reports, ACTOR, news);
    reporting = Loop.start("reporter", reporter);
    reporter.wakeBy(reporting::wake);
    settler = new Settler(List.of(ends), news);
    outlook = new Outlook(wire, types);
    Breakers breakers = new Breakers(wire, outlook, news, ACTOR);
    outlook.afterEach(breakers::lookAfter);
    runner =
        new Runner(types, handlers, running, reporter, settler, database, ACTOR, news, breakers);
    readmission =
        new Readmission(
            wire,
            outlook,
            types,
            types.keySet(),
            Map.of(),
            new Seats(),
            membership,
            ACTOR,
            runner::start,
            news);
    runner.submitBy(tasks::submit);
    runner.whenEnded(_ -> ended.release());
    heart = new Heart(wire, membership, "test", config.lease(), 1, types.keySet(), running);
    rescuer = new Rescuer(wire, membership, config.lease(), types, news);
    chores =
        List.of(
            new Timekeeper(wire, membership, types, news, _ -> {}, breakers),
            outlook,
            new Expirer(wire, news),
            new Usher(wire),
            new Groups(wire, membership, ACTOR, news));
    does(() -> {
      heart.register();
      return true;
    });
  }

  boolean step() {
    return does(() -> {
      look();
      if (readmission.letIn(1) > 0) {
        awaitEnd("a task that was let in");
        return true;
      }
      Lease lease = claim();
      if (lease != null) {
        runner.start(lease);
        awaitEnd("'" + lease.taskType() + "'");
      }
      return lease != null;
    });
  }

  private void awaitEnd(String whose) throws InterruptedException {
    if (!ended.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError(
          "The handler of %s did not end within %d seconds.".formatted(whose, PATIENCE_SECONDS));
    }
  }

  boolean crashNext() {
    return does(() -> {
      look();
      boolean taken = claim() != null;
      wire.run(c -> NodeStore.leave(c, membership.id()));
      heart.register();
      return taken;
    });
  }

  /// Takes over from the dead, and ends what is overdue.
  private void look() throws Exception {
    rescuer.rescue();
    for (Turn chore : chores) {
      chore.take();
    }
  }

  /// The first due task, of the types in the order in which they were named.
  private @Nullable Lease claim() throws Exception {
    for (String type : types.keySet().stream().filter(outlook::open).toList()) {
      Quota quota = new Quota(type, 1, Place.FRONT);
      List<Lease> leases =
          wire.call(c -> ClaimStore.claim(c, membership.id(), ACTOR, List.of(quota)));
      if (!leases.isEmpty()) {
        return leases.getFirst();
      }
    }
    return null;
  }

  @FunctionalInterface
  private interface Move {
    boolean make() throws Exception;
  }

  private static boolean does(Move move) {
    try {
      return move.make();
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception failure) {
      throw new IllegalStateException("The engine could not be moved.", failure);
    }
  }

  @Override
  public void close() {
    reporting.close();
    settler.close();
    List.of(wire, reports, ends).forEach(Wire::close);
  }
}
