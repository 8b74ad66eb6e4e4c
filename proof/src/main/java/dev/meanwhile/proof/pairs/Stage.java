package dev.meanwhile.proof.pairs;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.pairs.Hands.Said;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/// Where pairs meet: a database of its own, two sessions, and somebody who watches.
final class Stage implements AutoCloseable {
  private final Connection watcher;
  private final PreparedStatement blocked;
  private final Session first;
  private final Session second;

  Stage(DataSource database) throws SQLException {
    watcher = database.getConnection();
    blocked = PairStore.blockedQuestion(watcher);
    first = new Session(database);
    second = new Session(database);
  }

  /// A task that stands where the pair begins.
  private record Scene(UUID task, Model start) {}

  /// Lets two deeds meet.
  ///
  /// @return what was not as the rules say
  List<String> meet(Start start, Deed a, Deed b, boolean commits) throws SQLException {
    return meet(start, a, b, commits, commits);
  }

  /// The same, with the result of a first deed that ended otherwise; that is a planted mistake.
  List<String> meet(Start start, Deed a, Deed b, boolean commits, boolean asIf)
      throws SQLException {
    var faults = new ArrayList<String>();
    var scene = scene(start, faults);
    var expected = Meeting.of(scene.start, a, b, asIf);
    var one = first.begin(c -> Hands.act(c, scene.task, a, scene.start));
    var saidFirst = one.answer();
    var two = second.begin(c -> Hands.act(c, scene.task, b, scene.start));
    boolean waits = waits(two);
    one.end(commits);
    Said saidSecond = two.answer();
    two.end(true);
    check(faults, "the first changes the task", expected.first(), saidFirst.changed());
    check(faults, "the second waits", expected.blocked(), waits);
    check(faults, "the second changes the task", expected.second(), saidSecond.changed());
    if (saidSecond.label() != null && !saidSecond.label().equals(expected.secondLabel())) {
      faults.add(
          "the second hears '%s', not '%s'".formatted(saidSecond.label(), expected.secondLabel()));
    }
    faults.addAll(Inspection.of(watcher, scene.task, expected.end()));
    return faults;
  }

  private Scene scene(Start start, List<String> faults) throws SQLException {
    PairStore.clear(watcher);
    var task = Hands.submit(watcher);
    var model = new Model();
    for (var deed : start.deeds()) {
      model.due = true;
      model.overdue = deed == Deed.TIME_OUT;
      model.orphan = deed == Deed.RESCUE;
      PairStore.arrange(watcher, task, model);
      if (!Hands.act(watcher, task, deed, model).changed()) {
        throw new ProofFailed("The scene '%s' could not be set: %s.".formatted(start, deed));
      }
      model = model.after(deed);
    }
    start.settle(model);
    PairStore.arrange(watcher, task, model);
    Inspection.of(watcher, task, model).forEach(fault -> faults.add("at the start " + fault));
    return new Scene(task, model);
  }

  /// Looks until the session has answered or is seen waiting for a lock.
  private boolean waits(Session.Course<Said> course) throws SQLException {
    int pid = course.pid();
    while (!course.answered()) {
      if (PairStore.blocked(blocked, pid)) {
        return true;
      }
    }
    return false;
  }

  private static void check(List<String> faults, String what, boolean expected, boolean found) {
    if (expected != found) {
      faults.add("%s: %s, not %s".formatted(what, found, expected));
    }
  }

  @Override
  public void close() throws SQLException {
    first.close();
    second.close();
    blocked.close();
    watcher.close();
  }
}
