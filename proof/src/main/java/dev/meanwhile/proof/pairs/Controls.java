package dev.meanwhile.proof.pairs;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Who checks the checker: mistakes planted one at a time, each of which it must find.
final class Controls {
  private static final List<Defect> DEFECTS =
      List.of(
          new Defect(
              "a retry by hand keeps the spent retries",
              "retry",
              "retry_count = 0,",
              "",
              Start.RETRYING,
              Deed.FAIL_FOR_NOW,
              Deed.RETRY),
          new Defect(
              "a retry by hand begins to count attempts anew",
              "retry",
              "meanwhile.clock() - t.priority * interval '1 minute', t.attempt,",
              "meanwhile.clock() - t.priority * interval '1 minute', 0,",
              Start.NEEDS_ATTENTION,
              Deed.RETRY,
              Deed.CLAIM),
          new Defect(
              "whoever asks does not wait for others",
              "hold",
              "where task_id = task for update;",
              "where task_id = task;",
              Start.RUNNING,
              Deed.COMPLETE,
              Deed.CANCEL),
          new Defect(
              "a dismissed task keeps its retry",
              "dismiss",
              "delete from meanwhile.queue where task_id = task;",
              "",
              Start.RETRY_DUE,
              Deed.DISMISS,
              Deed.RETRY_BY_ITSELF),
          new Defect(
              "a dismissed task still needs attention",
              "dismiss",
              "delete from meanwhile.attention where task_id = task;",
              "",
              Start.NEEDS_ATTENTION,
              Deed.DISMISS,
              Deed.CLAIM),
          new Defect(
              "a cancelled attempt keeps its fence",
              "cancel",
              "delete from meanwhile.queue where task_id = task;",
              "",
              Start.RUNNING,
              Deed.CANCEL,
              Deed.COMPLETE),
          new Defect(
              "everything that is asked for is allowed",
              "judge",
              "then 'refused'",
              "then 'changed'",
              Start.COMPLETED,
              Deed.CANCEL,
              Deed.CLAIM),
          new Defect(
              "a change does not say what it did",
              "reinstate",
              "\"dismissed_at\": null, ",
              "",
              Start.DISMISSED,
              Deed.REINSTATE,
              Deed.CLAIM),
          new Defect(
              "the archive waits for whoever holds a task",
              "archive_next",
              "for update of t skip locked",
              "for update of t",
              Start.NEEDS_ATTENTION,
              Deed.RETRY,
              Deed.ARCHIVE),
          new Defect(
              "the archive takes what will be tried again",
              "archive_next",
              "and not exists (select from meanwhile.queue q where q.task_id = t.id)",
              "",
              Start.WILL_RETRY,
              Deed.ARCHIVE,
              Deed.RETRY_BY_ITSELF),
          new Defect(
              "the archive loses the history",
              "archive_next",
              "insert into meanwhile.task_events_archive",
              "",
              Start.COMPLETED,
              Deed.ARCHIVE,
              Deed.ARCHIVE));

  private final Connection connection;
  private final Stage stage;
  private final Tally tally;
  private int found;
  private int planted;

  private Controls(Connection connection, Stage stage, Tally tally) {
    this.connection = connection;
    this.stage = stage;
    this.tally = tally;
  }

  static void run(LocalPostgres postgres, Tally tally) throws SQLException {
    postgres.createDatabase("controls");
    DataSource database = postgres.dataSource("controls");
    Engine.migrate(database);
    try (var connection = database.getConnection();
        var stage = new Stage(database)) {
      new Controls(connection, stage, tally).all();
    }
  }

  private interface Meet {
    List<String> meet() throws SQLException;
  }

  private void all() throws SQLException {
    for (var defect : DEFECTS) {
      mustBeCalm(defect);
      var right = ControlStore.plant(connection, defect);
      look(defect.words(), () -> stage.meet(defect.start(), defect.first(), defect.second(), true));
      ControlStore.define(connection, right);
    }
    ControlStore.keepRows(connection);
    look(
        "an attempt that ended keeps its fence",
        () -> stage.meet(Start.RUNNING, Deed.REPORT, Deed.COMPLETE, true));
    ControlStore.letRowsGo(connection);
    look(
        "the rules expect what was rolled back",
        () -> stage.meet(Start.RUNNING, Deed.COMPLETE, Deed.CANCEL, false, true));
    tally.check(found == planted, "controls: found %d of %d".formatted(found, planted));
  }

  /// Without the mistake the same meeting is as the rules say; else finding something means
  /// nothing.
  private void mustBeCalm(Defect defect) throws SQLException {
    var faults = stage.meet(defect.start(), defect.first(), defect.second(), true);
    if (!faults.isEmpty()) {
      throw new ProofFailed("Before '%s' was planted: %s".formatted(defect.words(), faults));
    }
  }

  private void look(String words, Meet meet) {
    planted++;
    @Nullable String seen;
    try {
      var faults = meet.meet();
      seen = faults.isEmpty() ? null : faults.getFirst();
    } catch (SQLException | ProofFailed refused) {
      seen = refused.getMessage();
    }
    found += seen == null ? 0 : 1;
    tally.say(
        seen == null ? "NOT FOUND: " + words : "found: %s (%s)".formatted(words, firstLine(seen)));
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
