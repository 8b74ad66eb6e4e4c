package dev.meanwhile.proof.sql;

import dev.meanwhile.proof.ProofFailed;
import dev.meanwhile.proof.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The SQL as the documents print it. Only what stands for an id or a value is filled in, as n8n
/// does it.
final class Documents {

  /// A statement and where it is printed.
  private record Printed(String place, String sql) {}

  private static final List<String> NOT_RUN =
      List.of(
          "S4 4.1 create table async_tasks, its indexes and policy: the view async_tasks has that name, and"
              + " policies and indexes are on the table behind it",
          "S4 4.2 alter table chat_messages add column async_task_id bigint references async_tasks … on delete"
              + " set null: ids are UUIDs, and the end of a task's first week must not cut the link",
          "S4 4.3 create table task_events and its indexes: the view task_events has that name",
          "S4 4.4 alter publication supabase_realtime add table: a publication takes tables; the contract adds"
              + " those behind the views");

  private final Tally tally;
  private final ClientStore sql;
  private final UUID user;
  private final Map<String, String> values = new LinkedHashMap<>();

  Documents(Tally tally, ClientStore sql, UUID user) {
    this.tally = tally;
    this.sql = sql;
    this.user = user;
  }

  void prove() throws SQLException {
    values.put("client_id", "'K0001234'");
    values.put("user_name", "'Sandra Miller'");
    values.put("audit_log_id", "null::uuid");
    values.put("user_id", "'" + user + "'::uuid");
    values.put(", ...}", "}");
    values.put(":newEmail", "'sandra@example.org'");
    values.put(":userId", "'" + user + "'");
    values.put(":fullName", "'Sandra Miller'");
    values.put(":email", "'sandra@example.org'");
    values.put(":phone", "'(555) 123-4567'");
    int run = 0;
    for (var printed : printed("s1.sql")) {
      run += run(printed);
    }
    for (var printed : printed("s2.sql")) {
      if (printed.place().contains("investigating")) {
        aFailureOfTheLastOne();
      }
      run += run(printed);
    }
    picture();
    run += chat();
    int all = printed("s1.sql").size() + printed("s2.sql").size() + printed("s4.sql").size();
    tally.check(
        run == all, "%d of %d statements of S1, S2 and S4 ran as printed".formatted(run, all));
    NOT_RUN.forEach(one -> tally.say("not run: " + one));
    tally.say("changed: S2 step 3.3, whose JSON ends in an ellipsis, runs without it");
  }

  private int run(Printed printed) throws SQLException {
    try {
      var rows = sql.rows(filled(printed.sql()));
      if (printed.place().contains("3.3: create audit log")) {
        values.put("audit_log_id", "'" + rows.getFirst() + "'::uuid");
      }
      tally.say("ran: " + printed.place());
      return 1;
    } catch (SQLException refused) {
      tally.check(false, printed.place() + ": " + refused.getMessage());
      return 0;
    }
  }

  private void aFailureOfTheLastOne() throws SQLException {
    var id =
        sql.text(
            "select id from background_tasks where task_type = 'sync_quo' order by id desc limit 1");
    sql.run("select start_background_task(?)", id);
    sql.run("select fail_background_task(?, 'API rate limited')", id);
  }

  /// S2: "Full picture of a failure? User action + task status".
  private void picture() throws SQLException {
    var who =
        sql.rows(
            "select action_user_name || ': ' || error_message from failed_tasks_with_audit"
                + " where entity_type = 'client' and user_action_time <= task_failed_at");
    tally.check(
        who.contains("Sandra Miller: API rate limited"),
        "the full picture of a failure names who asked for it: " + who);
  }

  private int chat() throws SQLException {
    int run = 0;
    var conversation =
        sql.text("insert into chat_conversations (user_id) values (?) returning id", user);
    var message =
        sql.text(
            "insert into chat_messages (conversation_id, role, content) values (?, 'assistant', '') returning id",
            conversation);
    values.clear();
    values.put("{{ $execution.id }}", "4711");
    values.put("{{ $json.input_data.conversation_id }}", conversation);
    values.put("{{ $json.input_data.message_id }}", message);
    values.put("{{ $json.ai_response }}", "It takes 12 minutes.");
    values.put("{{ $json.ai_thinking }}", "The map says so.");
    values.put("{{ $json.tokens_used }}", "812");
    values.put("{{ Math.round(($execution.startedAt - new Date()) / 1000) }}", "14");
    values.put(
        "{{ $json.error_info.message || \"Unknown error occurred\" }}", "OpenRouter returned 502");
    values.put("{{ $json.error_info }}", "{\"message\": \"OpenRouter returned 502\"}");
    var task = "";
    for (var printed : printed("s4.sql")) {
      boolean first = printed.place().contains("step 2");
      boolean ending = printed.place().contains("handler");
      if (first || ending) {
        task = chatTask(message);
        values.put("{{ $json.task_id }}", "'" + task + "'");
      }
      if (ending) {
        sql.run("update async_tasks set status = 'processing' where id = ?", task);
      }
      run += run(printed);
      if (printed.place().contains("step 10")) {
        tally.check(
            sql.text(
                    "select status || ': ' || status_message || ' ' || (output_data ->> 'ai_response') from async_tasks where id = ?",
                    task)
                .equals(
                    "completed: Response complete! AI generated 812 tokens in 14 seconds. It takes 12 minutes."),
            "the chat workflow of S4 5.3 leads to its answer");
      } else if (ending) {
        var came =
            sql.text("select status || ': ' || status_message from async_tasks where id = ?", task);
        tally.check(
            came.startsWith(printed.place().contains("timeout") ? "timeout: " : "failed: "),
            "S4 5.4 leads to \"%s\"".formatted(came));
      }
    }
    return run;
  }

  private String chatTask(String message) throws SQLException {
    return sql.text(
        "insert into async_tasks (task_type, input_data, created_by) values ('chat', ?, ?) returning id",
        "{\"message_id\": " + message + "}",
        user);
  }

  private String filled(String printed) {
    // The names of columns are printed before the values that have the same names.
    int from = Math.max(printed.indexOf("VALUES"), 0);
    var tail = printed.substring(from);
    tail =
        tail.replaceAll(
            "(?s)'\\{\\{ \\{.*?\\} \\}\\}'",
            "'{\"ai_response\": \"It takes 12 minutes.\", \"thinking\": \"The map says so.\", \"tokens_used\": 812,"
                + " \"model_used\": \"openai/gpt-4o\", \"response_time_seconds\": 14}'");
    for (var value : values.entrySet()) {
      if (value.getKey().matches("[a-z_]+")) {
        tail = tail.replaceAll("(?<!AS )\\b" + value.getKey() + "\\b", value.getValue());
      } else {
        tail = tail.replace(value.getKey(), value.getValue());
      }
    }
    return printed.substring(0, from) + tail;
  }

  private static List<Printed> printed(String file) {
    try (var stream = Documents.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new ProofFailed("The jar lacks " + file + ".");
      }
      var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines()
          .filter(line -> line.startsWith("-- S"))
          .map(line -> {
            int from = text.indexOf(line + "\n") + line.length() + 1;
            int to = text.indexOf("\n-- S", from);
            return new Printed(
                line.substring(3), text.substring(from, to < 0 ? text.length() : to).strip());
          })
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
