package dev.meanwhile.proof.sql;

import dev.meanwhile.proof.Tally;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Whose rows a connection sees.
final class Users {
  private static final List<String> VIEWS =
      List.of(
          "background_tasks",
          "async_tasks",
          "user_failed_tasks",
          "all_failed_tasks",
          "background_tasks_archive");

  private final Tally tally;
  private final ClientStore owner;

  Users(Tally tally, ClientStore owner) {
    this.tally = tally;
    this.owner = owner;
  }

  void prove() throws SQLException {
    var sandra = UUID.randomUUID();
    var tom = UUID.randomUUID();
    archived(sandra);
    archived(tom);
    var hers = failed(sandra);
    failed(tom);
    var app = owner.with("set local role meanwhile_app");
    var user = app.with("set local app.user_id = '" + sandra + "'");
    for (var view : VIEWS) {
      var count = "select count(*) from " + view;
      var foreign = count + " where created_by is distinct from '" + sandra + "'";
      var all = owner.text(count);
      tally.check(
          !user.text(count).equals("0")
              && user.text(foreign).equals("0")
              && app.text(count).equals("0")
              && app.with("set local app.role = 'supervisor'").text(count).equals(all),
          "%s: a user sees %s own and %s of others, nobody named sees %s, a supervisor sees %s of %s"
              .formatted(
                  view,
                  user.text(count),
                  user.text(foreign),
                  app.text(count),
                  app.with("set local app.role = 'supervisor'").text(count),
                  all));
    }
    var events =
        "select count(*) from task_events e where not exists"
            + " (select from async_tasks a where a.id = e.task_id and a.created_by = '"
            + sandra
            + "')"
            + " and not exists (select from background_tasks_archive a where a.id = e.task_id and a.created_by = '"
            + sandra
            + "')";
    tally.check(
        user.text(events).equals("0"), "task_events: a user sees the history of own tasks only");
    refused(user, "select start_background_task(?)", hers);
    refused(user, "update meanwhile.tasks set status = 'completed' where id = ?", hers);
    refused(user, "select dismiss_background_task(?, '" + tom + "')", hers);
    user.run("select dismiss_background_task(?, ?)", hers, sandra);
    tally.check(
        owner
            .text("select dismissed_by from background_tasks where id = ?", hers)
            .equals(sandra.toString()),
        "a user dismisses an own failure");
  }

  private void refused(ClientStore user, String statement, UUID id) {
    var refusal = user.refusal(statement, id);
    tally.check(
        refusal != null,
        "a user is refused: " + (refusal == null ? statement : Refusals.sentence(refusal)));
  }

  private UUID failed(UUID user) throws SQLException {
    var id = owner.id("select create_background_task('client', 'K1', 'K1', 'once', ?)", user);
    owner.run("select start_background_task(?)", id);
    owner.run("select fail_background_task(?, 'No.')", id);
    return id;
  }

  private void archived(UUID user) throws SQLException {
    var id = owner.id("select create_background_task('client', 'K1', 'K1', 'once', ?)", user);
    owner.run("select start_background_task(?)", id);
    owner.run("select complete_background_task(?, '{}')", id);
    owner.with("set local meanwhile.time_shift = '8 days'").run("select archive_old_tasks()");
  }
}
