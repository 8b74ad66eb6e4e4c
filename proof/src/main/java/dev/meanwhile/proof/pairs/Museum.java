package dev.meanwhile.proof.pairs;

import static dev.meanwhile.proof.pairs.Hall.must;
import static dev.meanwhile.proof.pairs.Hall.mustBeDone;

import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.store.SubmitStore;
import dev.meanwhile.postgres.StopMode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// Bugs that other task systems had in public, each shown not to be one here.
final class Museum {
  private final Hall hall;

  Museum(Hall hall) {
    this.hall = hall;
  }

  /// Each exhibit has a type of its own, so that no other's task gets in its way.
  private static TaskType<Hall.Input> type(String exhibit) {
    return TaskType.of(exhibit, Hall.Input.class);
  }

  /// The database drops every session while outcomes are being written (B4, B6).
  void sessionsCut() throws Exception {
    var type = type("sessions_cut");
    var underWay = new CountDownLatch(20);
    var goOn = new CountDownLatch(1);
    try (var node =
        hall.node(
            type,
            (_, _) -> {
              underWay.countDown();
              goOn.await();
              return Outcome.completed();
            })) {
      node.engine().start();
      var ids = new ArrayList<UUID>();
      for (int i = 0; i < 20; i++) {
        ids.add(node.submit(type, "x"));
      }
      underWay.await();
      hall.cutAll();
      goOn.countDown();
      hall.cutAll();
      for (var id : ids) {
        mustBeDone(node, id);
      }
      // As a client does that got no definite answer: again, with the same key.
      var afterwards = type.task(new Hall.Input("afterwards")).key("afterwards");
      mustBeDone(node, Hall.patiently(() -> node.engine().tasks().submit(afterwards)).id());
    }
  }

  /// A node is given up for dead while it works: it notices, stops its handler and starts anew
  /// (B5).
  void zombieNotices() throws Exception {
    var type = type("zombie_notices");
    var started = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    var runs = new AtomicInteger();
    try (var node =
            hall.node(
                type,
                (_, _) -> {
                  if (runs.incrementAndGet() == 1) {
                    started.countDown();
                    try {
                      new CountDownLatch(1).await();
                    } catch (InterruptedException told) {
                      stopped.countDown();
                      throw told;
                    }
                  }
                  return Outcome.completed();
                });
        var connection = hall.database().getConnection()) {
      node.engine().start();
      var id = node.submit(type, "x");
      started.await();
      HallStore.forgetNodes(connection);
      Hall.await("the handler is stopped", () -> stopped.getCount() == 0);
      mustBeDone(node, id);
      must(node.told(id, "rescued") == 1, "It was rescued %d times.", node.told(id, "rescued"));
    }
  }

  /// Nobody hears of a task, because no signal comes: it is found all the same (B10).
  void deafNode() throws Exception {
    var type = type("deaf_node");
    try (var node = hall.node(type, (_, _) -> Outcome.completed());
        var connection = hall.database().getConnection()) {
      node.engine().start();
      mustBeDone(node, node.submit(type, "first"));
      var silent =
          SubmitStore.insert(
              connection,
              List.of(
                  new SubmitStore.Entry(NewTask.of(type.name(), "{\"text\": \"silent\"}"), 3, 60)));
      mustBeDone(node, silent.getFirst().id());
    }
  }

  /// A node dies without a word: its tasks start again elsewhere, each with one outcome (B2, B11).
  void deadNode() throws Exception {
    var type = type("dead_node");
    takeOver(type);
  }

  /// The dead node held the only place of its type (B12).
  void deadNodeHoldsPlace() throws Exception {
    takeOver(TaskType.of("one_place", Hall.Input.class).atOnce(1));
  }

  private void takeOver(TaskType<Hall.Input> type) throws Exception {
    var started = new Semaphore(0);
    var dead =
        hall.node(
            type,
            (_, _) -> {
              started.release();
              new CountDownLatch(1).await();
              return Outcome.completed();
            });
    dead.engine().start();
    var first = dead.submit(type, "x");
    var second = dead.submit(type, "y");
    started.acquire();
    dead.die();
    try (var node = hall.node(type, (_, _) -> Outcome.completed())) {
      node.engine().start();
      mustBeDone(node, first);
      mustBeDone(node, second);
    } finally {
      dead.close();
    }
  }

  /// A task that takes long is not taken for one whose node died (B2).
  void longIsNotDead() throws Exception {
    var type = type("long_is_not_dead");
    var goOn = new CountDownLatch(1);
    var started = new CountDownLatch(1);
    try (var node =
            hall.node(
                type,
                (input, _) -> {
                  if (input.text().equals("long")) {
                    started.countDown();
                    goOn.await();
                  }
                  return Outcome.completed();
                });
        var other = hall.node(type, (_, _) -> Outcome.completed())) {
      node.engine().start();
      var id = node.submit(type, "long");
      started.await();
      other.engine().start();
      // Longer than the lease, as the database sees it.
      Hall.await("more than a lease has gone by", new Elapsed(3));
      goOn.countDown();
      mustBeDone(node, id);
      must(node.find(id).attempt() == 1, "It was started %d times.", node.find(id).attempt());
    }
  }

  private record Elapsed(long began, int seconds) implements Callable<Boolean> {
    Elapsed(int seconds) {
      this(System.nanoTime(), seconds);
    }

    @Override
    public Boolean call() {
      return System.nanoTime() - began > seconds * 1_000_000_000L;
    }
  }

  /// What was acknowledged is there after the database crashed (B20).
  void acknowledgedMeansKept() throws Exception {
    var type = type("acknowledged_means_kept");
    var acknowledged = new ArrayList<UUID>();
    try (var node = hall.node(type, (_, _) -> Outcome.completed());
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<UUID>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(() -> node.submit(type, "kept"));
      }
      for (var one : clients.invokeAll(all)) {
        acknowledged.add(one.get());
      }
      hall.postgres().stop(StopMode.IMMEDIATE);
      hall.postgres().restart();
      try (var connection = hall.database().getConnection()) {
        long there = HallStore.present(connection, acknowledged.toArray(UUID[]::new));
        must(there == 200, "%d of 200 acknowledged tasks are left.", there);
      }
    }
    try (var node = hall.node(type, (_, _) -> Outcome.completed())) {
      node.engine().start();
      for (var id : acknowledged) {
        mustBeDone(node, id);
      }
    }
  }

  /// Two readers of the log each get everything, and who resumes gets the rest once (B16).
  void readersDoNotTakeFromEachOther() throws Exception {
    var type = type("readers_do_not_take_from_each_other");
    try (var node = hall.node(type, (_, _) -> Outcome.completed())) {
      var events = node.engine().events();
      var from = events.now();
      for (int i = 0; i < 10; i++) {
        node.submit(type, "read");
      }
      List<TaskEvent> one = events.after(from, 100);
      var half = events.after(from, 5);
      var rest = events.after(half.getLast().cursor(), 100);
      var resumed = new ArrayList<>(half);
      resumed.addAll(rest);
      must(one.size() == 10 && one.equals(resumed), "%d and %d.", one.size(), resumed.size());
      for (var event : one) {
        node.engine().tasks().cancel(event.taskId(), "system");
      }
    }
  }
}
