package dev.meanwhile.proof.pairs;

import static dev.meanwhile.proof.pairs.Hall.must;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.engine.Cursor;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.SubmissionRefused;
import dev.meanwhile.engine.Submitted;
import dev.meanwhile.engine.TaskEvent;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.store.ChangeStore;
import dev.meanwhile.engine.store.EventStore;
import dev.meanwhile.engine.store.SubmitStore;
import dev.meanwhile.proof.ProofFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The races that have names and are more than a pair.
final class Races {
  private static final int AT_ONCE = 50;
  private static final TaskType<Hall.Input> TYPE = TaskType.of("race", Hall.Input.class);

  private final Hall hall;

  Races(Hall hall) {
    this.hall = hall;
  }

  /// What takes part in a race of two deeds.
  record Named(String name, Deed one, Deed other) {}

  static final List<Named> PAIRS =
      List.of(
          new Named("claim x claim", Deed.CLAIM, Deed.CLAIM),
          new Named("claim x cancel", Deed.CLAIM, Deed.CANCEL),
          new Named("complete x rescue", Deed.COMPLETE, Deed.RESCUE),
          new Named("complete x timeout", Deed.COMPLETE, Deed.TIME_OUT),
          new Named("complete x cancel", Deed.COMPLETE, Deed.CANCEL),
          new Named("fail x complete", Deed.FAIL, Deed.COMPLETE),
          new Named("report x rescue", Deed.REPORT, Deed.RESCUE),
          new Named("rescue x rescue", Deed.RESCUE, Deed.RESCUE),
          new Named("retry by itself x dismiss", Deed.RETRY_BY_ITSELF, Deed.DISMISS),
          new Named("retry by itself x retry by hand", Deed.RETRY_BY_ITSELF, Deed.RETRY),
          new Named("retry by hand x retry by hand", Deed.RETRY, Deed.RETRY),
          new Named("release at shutdown x claim", Deed.RELEASE, Deed.CLAIM),
          new Named("expire x claim", Deed.EXPIRE, Deed.CLAIM),
          new Named("archive x retry by hand", Deed.ARCHIVE, Deed.RETRY),
          new Named("archive x dismiss", Deed.ARCHIVE, Deed.DISMISS),
          new Named("archive x take back", Deed.ARCHIVE, Deed.REINSTATE),
          new Named("archive x archive", Deed.ARCHIVE, Deed.ARCHIVE),
          new Named("archive x late answer", Deed.ARCHIVE, Deed.COMPLETE_LATE));

  /// The same key fifty times at once.
  void createAndCreate() throws Exception {
    try (var node = hall.node(TYPE, (_, _) -> Outcome.completed());
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Submitted>> all = new ArrayList<>();
      for (int i = 0; i < AT_ONCE; i++) {
        all.add(() -> node.engine().tasks().submit(keyed("create", "x")));
      }
      var answers = new ArrayList<Submitted>();
      for (Future<Submitted> one : clients.invokeAll(all)) {
        answers.add(one.get());
      }
      long ids = answers.stream().map(Submitted::id).distinct().count();
      long fresh = answers.stream().filter(one -> !one.replayed()).count();
      must(ids == 1 && fresh == 1, "%d ids, %d of them called new.", ids, fresh);
    }
  }

  /// The connection dies after the commit; the client asks again with the same key.
  void createAnswerLost() throws Exception {
    try (var node = hall.node(TYPE, (_, _) -> Outcome.completed());
        var connection = hall.database().getConnection()) {
      var entry = new SubmitStore.Entry(keyed("lost", "x"), 3, 60);
      var committed = SubmitStore.insert(connection, List.of(entry)).getFirst();
      var again = node.engine().tasks().submit(keyed("lost", "x"));
      must(again.replayed() && again.id().equals(committed.id()), "There are two of it now.");
      try {
        node.engine().tasks().submit(keyed("lost", "something else"));
        throw new ProofFailed("The key was taken for another task.");
      } catch (SubmissionRefused _) {
        // As it should be.
      }
    }
  }

  /// A sweeper acts on what it read before another sweeper and another worker did.
  void rescueReclaimRescue() throws SQLException {
    try (var connection = hall.database().getConnection()) {
      PairStore.clear(connection);
      var task = Hands.submit(connection);
      var model = done(connection, task, new Model(), Deed.CLAIM);
      model.orphan = true;
      PairStore.arrange(connection, task, model);
      var seen = model;
      model = done(connection, task, model, Deed.RESCUE);
      model = done(connection, task, model, Deed.CLAIM);
      must(!Hands.rescueAsSeen(connection, task, seen), "The second rescue was accepted.");
      mustStand(connection, task, model);
    }
  }

  /// What an earlier attempt says comes after the next has started, and again after it has ended.
  void lateAnswer() throws SQLException {
    try (var connection = hall.database().getConnection()) {
      PairStore.clear(connection);
      var task = Hands.submit(connection);
      var model = done(connection, task, new Model(), Deed.CLAIM);
      var zombie = model;
      model = done(connection, task, model, Deed.FAIL);
      model = done(connection, task, model, Deed.RETRY);
      refused(connection, task, zombie);
      model = done(connection, task, model, Deed.CLAIM);
      must(model.attempt == 2, "The attempt's number came back: %d.", model.attempt);
      refused(connection, task, zombie);
      model = done(connection, task, model, Deed.COMPLETE);
      refused(connection, task, zombie);
      mustStand(connection, task, model);
    }
  }

  private static void refused(Connection connection, UUID task, Model zombie) throws SQLException {
    for (var deed :
        List.of(Deed.COMPLETE, Deed.FAIL, Deed.FAIL_FOR_NOW, Deed.REPORT, Deed.CHECKPOINT)) {
      must(
          !Hands.act(connection, task, deed, zombie).changed(),
          "A %s of attempt %d was accepted.",
          deed,
          zombie.attempt);
    }
  }

  /// A task fails while its user dismisses everything; another fails anew after it was seen.
  void dismissAllAndNewFailure() throws SQLException {
    var user = UUID.randomUUID();
    var request = ChangeRequest.by(user, "user:kim");
    try (var first = new Session(hall.database());
        var connection = hall.database().getConnection()) {
      PairStore.clear(connection);
      var seen = failed(connection, user);
      var failing = submitted(connection, user);
      var running = done(connection, failing, new Model(), Deed.CLAIM);
      var course = first.begin(c -> Hands.act(c, failing, Deed.FAIL, running));
      must(course.answer().changed(), "The failure was not accepted.");
      var all = ChangeStore.attention(connection, user);
      must(all.size() == 1, "%d tasks need attention, not 1.", all.size());
      course.end(true);
      must(ChangeStore.dismiss(connection, all, request) == 1, "The one was not dismissed.");
      mustStand(connection, failing, running.after(Deed.FAIL));
      // Seen, then tried again and failed anew: nobody has seen that failure.
      var again = ChangeStore.attention(connection, user);
      var model = running.after(Deed.FAIL);
      for (var deed : List.of(Deed.RETRY, Deed.CLAIM, Deed.FAIL)) {
        model = done(connection, failing, model, deed);
      }
      must(ChangeStore.dismiss(connection, again, request) == 0, "A new failure was dismissed.");
      mustStand(connection, failing, model);
      mustStand(connection, seen, failedModel().after(Deed.DISMISS));
    }
  }

  /// A migration locks the queue while tasks are submitted and claimed.
  void migrationAndClaim() throws Exception {
    try (var node = hall.node(TYPE, (_, _) -> Outcome.completed());
        var connection = hall.database().getConnection();
        var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      node.engine().start();
      Future<UUID> submitted;
      try (var migration = hall.database().getConnection()) {
        migration.setAutoCommit(false);
        HallStore.lockQueue(migration);
        submitted = clients.submit(() -> node.submit(TYPE, "x"));
        Hall.await("the submission waits", () -> HallStore.waiting(connection) > 0);
        migration.commit();
      }
      Hall.mustBeDone(node, submitted.get());
    }
  }

  /// An event of a transaction that commits late is read in its place, and none is passed.
  void eventsAndLongTransaction() throws SQLException {
    try (var slow = new Session(hall.database());
        var connection = hall.database().getConnection()) {
      long epoch = EventStore.epoch(connection);
      var from = EventStore.now(connection, epoch);
      var course = slow.begin(Hands::submit);
      var late = course.answer();
      var early = Hands.submit(connection);
      must(read(connection, from).isEmpty(), "The reader passed an open transaction.");
      course.end(true);
      var all = read(connection, from);
      must(all.equals(List.of(late, early)), "Read %s, not %s and %s.", all, late, early);
    }
  }

  private static List<UUID> read(Connection connection, Cursor from) throws SQLException {
    return EventStore.after(connection, from, 100).stream().map(TaskEvent::taskId).toList();
  }

  /// A client's connection dies between the record and the commit.
  void crashBeforeCommit() throws SQLException {
    try (var doomed = hall.database().getConnection();
        var connection = hall.database().getConnection()) {
      doomed.setAutoCommit(false);
      var task = Hands.submit(doomed);
      HallStore.cut(connection, PairStore.pid(doomed));
      must(HallStore.rows(connection, task) == 0, "Half a task is left.");
      var whole = Hands.submit(connection);
      must(HallStore.rows(connection, whole) == 3, "A committed task is not whole.");
    }
  }

  /// Many writers end one attempt at once: one is accepted, the others hear so quietly.
  void manyWriters() throws Exception {
    try (var connection = hall.database().getConnection();
        var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      PairStore.clear(connection);
      var task = Hands.submit(connection);
      var running = done(connection, task, new Model(), Deed.CLAIM);
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        var deed = i % 2 == 0 ? Deed.COMPLETE : Deed.FAIL;
        all.add(() -> {
          try (var own = hall.database().getConnection()) {
            return Hands.act(own, task, deed, running).changed();
          }
        });
      }
      int accepted = 0;
      for (var one : writers.invokeAll(all)) {
        accepted += one.get() ? 1 : 0;
      }
      must(accepted == 1, "%d of 16 endings were accepted.", accepted);
      must(PairStore.look(connection, task).ends() == 1, "The attempt ended more than once.");
    }
  }

  private static NewTask keyed(String key, String text) {
    return TYPE.task(new Hall.Input(text)).key(key);
  }

  private static UUID submitted(Connection connection, UUID user) throws SQLException {
    var task = NewTask.of(Hands.TYPE, "{}").by(user, "user:kim");
    return SubmitStore.insert(
            connection, List.of(new SubmitStore.Entry(task, Model.MAX_RETRIES, 60)))
        .getFirst()
        .id();
  }

  private static UUID failed(Connection connection, UUID user) throws SQLException {
    var task = submitted(connection, user);
    done(connection, task, done(connection, task, new Model(), Deed.CLAIM), Deed.FAIL);
    return task;
  }

  private static Model failedModel() {
    return new Model().after(Deed.CLAIM).after(Deed.FAIL);
  }

  private static Model done(Connection connection, UUID task, Model model, Deed deed)
      throws SQLException {
    must(Hands.act(connection, task, deed, model).changed(), "The %s was not accepted.", deed);
    return model.after(deed);
  }

  private static void mustStand(Connection connection, UUID task, Model model) throws SQLException {
    var faults = Inspection.of(connection, task, model);
    must(faults.isEmpty(), "%s", String.join("; ", faults));
  }
}
