package dev.meanwhile.proof.sql;

import dev.meanwhile.proof.Tally;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/// Jumps that no rule allows, through views and functions.
final class Refusals {

  /// @param from where the task stands
  private record Jump(String from, String statement) {}

  private static final List<Jump> JUMPS =
      List.of(
          new Jump("pending", "update background_tasks set status = 'completed' where id = ?"),
          new Jump(
              "pending",
              "update async_tasks set status = 'failed', status_message = 'x' where id = ?"),
          new Jump("pending", "select complete_background_task(?, '{}')"),
          new Jump("pending", "update background_tasks set dismissed_at = now() where id = ?"),
          new Jump("processing", "select start_background_task(?)"),
          new Jump("processing", "update async_tasks set status = 'done' where id = ?"),
          new Jump("processing", "select fail_background_task(?, 'Too late.', 7)"),
          new Jump("processing", "update background_tasks set entity_id = 'K2' where id = ?"),
          new Jump("processing", "delete from async_tasks where id = ?"),
          new Jump("failed", "update background_tasks set status = 'completed' where id = ?"),
          new Jump("failed", "select start_background_task(?)"),
          new Jump(
              "dismissed",
              "update background_tasks set status = 'pending', retry_count = retry_count + 1 where id = ?"),
          new Jump("completed", "update background_tasks set status = 'pending' where id = ?"),
          new Jump("completed", "select fail_background_task(?, 'After all.')"),
          new Jump("completed", "select complete_background_task(?, '{\"other\": 1}')"),
          new Jump("cancelled", "update async_tasks set status = 'processing' where id = ?"));

  private final Tally tally;
  private final ClientStore sql;
  private final UUID user;

  Refusals(Tally tally, ClientStore sql, UUID user) {
    this.tally = tally;
    this.sql = sql;
    this.user = user;
  }

  void prove() throws SQLException {
    int held = 0;
    for (var jump : JUMPS) {
      held += refused(jump) ? 1 : 0;
    }
    tally.check(
        held == JUMPS.size(),
        "%d of %d illegal jumps were refused with a sentence, and nothing had changed"
            .formatted(held, JUMPS.size()));
    unknown("select create_background_task('client', 'K1', 'K1', 'no_such_type', null)", "MW004");
    unknown("select create_background_task('spaceship', 'K1', 'K1', 'once', null)", "MW004");
    unknown("insert into task_events (event_type) values ('made up')", "MW001");
  }

  private boolean refused(Jump jump) throws SQLException {
    var id = brought(jump.from());
    var before = state(id);
    var refusal = sql.refusal(jump.statement(), id);
    boolean held =
        refusal != null
            && String.valueOf(refusal.getSQLState()).startsWith("MW")
            && state(id).equals(before);
    if (refusal != null && held) {
      tally.say("%s: %s".formatted(jump.from(), sentence(refusal)));
    } else {
      tally.check(false, "%s: %s came to %s".formatted(jump.from(), jump.statement(), refusal));
    }
    return held;
  }

  private void unknown(String statement, String code) {
    var refusal = sql.refusal(statement);
    tally.check(
        refusal != null && code.equals(refusal.getSQLState()),
        refusal == null ? "not refused: " + statement : "refused: " + sentence(refusal));
  }

  static String sentence(SQLException refusal) {
    return String.valueOf(refusal.getMessage())
        .lines()
        .findFirst()
        .orElse("")
        .replace("ERROR: ", "");
  }

  private String state(UUID id) throws SQLException {
    return sql.text(
        "select (select to_jsonb(n) from meanwhile.task_now n where n.id = ?)::text"
            + " || (select count(*) from meanwhile.task_events where task_id = ?)",
        id,
        id);
  }

  private UUID brought(String status) throws SQLException {
    var id = sql.id("select create_background_task('client', 'K1', 'K1', 'sync_quo', ?)", user);
    if (status.equals("cancelled")) {
      sql.run("update background_tasks set status = 'cancelled' where id = ?", id);
    } else if (!status.equals("pending")) {
      sql.run("select start_background_task(?)", id);
    }
    switch (status) {
      case "completed" -> sql.run("select complete_background_task(?, '{\"a\": 1}')", id);
      case "failed" -> sql.run("select fail_background_task(?, 'No.')", id);
      case "dismissed" -> {
        sql.run("select fail_background_task(?, 'No.')", id);
        sql.run("select dismiss_background_task(?, ?)", id, user);
      }
      default -> {}
    }
    return id;
  }
}
