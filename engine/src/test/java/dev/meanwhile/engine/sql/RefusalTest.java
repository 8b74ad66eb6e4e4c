package dev.meanwhile.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What SQL clients may not do is refused with a sentence, and nothing has changed.
class RefusalTest {
  @RegisterExtension static final PostgresExtension database = Contract.database();

  private final Client sql = new Client(database.dataSource());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          pending    | update background_tasks set status = 'completed' where id = ?              | MW001 | has not been started
          pending    | update background_tasks set status = 'failed', error_message = 'x' where id = ? | MW001 | has not been started
          pending    | select complete_background_task(?, '{}')                                   | MW001 | has not been started
          pending    | update async_tasks set status_message = 'Hello' where id = ?               | MW001 | has not been started
          pending    | select dismiss_background_task(?, null)                                    | MW001 | cannot be dismissed: waiting
          pending    | update background_tasks set dismissed_at = now() where id = ?              | MW001 | cannot be dismissed: waiting
          processing | select start_background_task(?)                                            | MW001 | is running already
          processing | update async_tasks set status = 'done' where id = ?                        | MW005 | There is no status 'done'
          processing | update async_tasks set status = null where id = ?                          | MW005 | There is no status '(null)'
          processing | select complete_background_task(?, '{}', 7)                                | MW003 | Attempt 7 of task
          processing | update background_tasks set entity_id = 'K2' where id = ?                  | MW005 | entity_id of a task does not change
          processing | update background_tasks set error_message = 'x' where id = ?               | MW005 | together with status 'failed'
          processing | update background_tasks set completed_at = now() where id = ?              | MW005 | completed_at cannot be set
          processing | update background_tasks set retry_count = 2 where id = ?                   | MW005 | retry_count cannot be set
          processing | delete from background_tasks where id = ?                                  | MW001 | never deleted
          completed  | update background_tasks set status = 'pending' where id = ?                | MW001 | cannot be tried again: done
          completed  | update background_tasks set status = 'processing' where id = ?             | MW001 | is done; nothing changes any more
          completed  | select fail_background_task(?, 'x')                                        | MW001 | is done; nothing changes any more
          completed  | select complete_background_task(?, '{"other": 1}')                         | MW001 | is done; nothing changes any more
          completed  | update async_tasks set status = 'cancelled' where id = ?                   | MW001 | cannot be cancelled: done
          completed  | update async_tasks set output_data = '{}' where id = ?                     | MW001 | is done; nothing changes any more
          cancelled  | select start_background_task(?)                                            | MW001 | is cancelled; nothing changes any more
          failed     | update background_tasks set status = 'completed' where id = ?              | MW001 | is not running: will retry
          failed     | select start_background_task(?)                                            | MW001 | is not due before
          failed     | update background_tasks set status = 'timeout' where id = ?                | MW001 | is not running: will retry
          failed     | update background_tasks set status = 'pending', retry_count = 3 where id = ? | MW001 | has used 0 of its 2 retries
          dismissed  | select start_background_task(?)                                            | MW001 | cannot be started: dismissed
          dismissed  | update background_tasks set status = 'pending', retry_count = 1 where id = ? | MW001 | is not retried by a program
          dismissed  | update background_tasks set dismissed_at = now() + interval '1 day' where id = ? | MW001 | is dismissed already
          """)
  void an_illegal_jump_is_refused(String from, String statement, String code, String sentence)
      throws Exception {
    UUID id = brought(from);
    String before = state(id);

    SQLException refused = sql.refused(statement, id);

    assertThat(refused.getSQLState()).isEqualTo(code);
    assertThat(refused.getMessage()).contains(sentence);
    assertThat(state(id)).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          select create_background_task('client', 'K1', 'K1', 'no_such_type', null)                                 | MW004 | No workflow configured for task type: no_such_type
          select create_background_task('client', 'K1', 'K1', 'bulk_change', null)                                 | MW004 | The task type 'bulk_change' belongs to Meanwhile itself.
          select create_background_task('spaceship', 'K1', 'K1', 'sync_quo', null)                                  | MW004 | register_entity_type('spaceship')
          insert into background_tasks (entity_type, entity_id, task_type, status) values ('client', 'K1', 'sync_quo', 'completed') | MW001 | cannot begin as 'completed'
          insert into background_tasks (entity_type, task_type) values ('client', 'sync_quo')                       | MW005 | come together
          insert into async_tasks (task_type) values ('sync_quo')                                                   | MW005 | input_data must be a JSON object
          insert into async_tasks (task_type, input_data) values ('sync_quo', '[1]')                                | MW005 | input_data must be a JSON object
          insert into async_tasks (id, task_type, input_data) values (gen_random_uuid(), 'sync_quo', '{}')          | MW005 | UUID of version 7
          insert into background_tasks (entity_type, entity_id, task_type, max_retries) values ('client', 'K1', 'sync_quo', -1) | MW005 | cannot be retried -1 times
          insert into task_events (event_type) values ('x')                                                         | MW001 | writes itself
          select start_background_task('00000000-0000-7000-8000-00000000dead')                                      | MW002 | There is no task
          select meanwhile.register_task_type('No Name')                                                            | MW005 | is no name for a task type
          select dismiss_all_failed_tasks(null)                                                                     | MW005 | Whose failures?
          """)
  void what_cannot_be_is_refused(String statement, String code, String sentence) {
    SQLException refused = sql.refused(statement);

    assertThat(refused.getSQLState()).isEqualTo(code);
    assertThat(refused.getMessage()).contains(sentence);
  }

  @Test
  void an_id_of_ones_own_is_taken_once() throws Exception {
    UUID id = sql.id("select uuidv7()");
    String insert =
        "insert into async_tasks (id, task_type, input_data) values (?, 'sync_quo', '{}')";
    sql.run(insert, id);

    SQLException refused = sql.refused(insert, id);

    assertThat(refused.getMessage()).contains("There is a task " + id + " already.");
  }

  private String state(UUID id) throws SQLException {
    return sql.text(
        "select (select row_to_json(n) from meanwhile.task_now n where n.id = ?)::text || (select count(*) from meanwhile.task_events where task_id = ?)",
        id,
        id);
  }

  private UUID brought(String status) throws SQLException {
    UUID id = sql.id("select create_background_task('client', 'K1', 'K1', 'sync_quo', null)");
    switch (status) {
      case "processing" -> sql.run("select start_background_task(?)", id);
      case "completed" ->
          sql.run(
              "select start_background_task(?); select complete_background_task(?, '{\"a\": 1}')",
              id,
              id);
      case "cancelled" ->
          sql.run("update background_tasks set status = 'cancelled' where id = ?", id);
      case "failed" ->
          sql.run("select start_background_task(?); select fail_background_task(?, 'No.')", id, id);
      case "dismissed" ->
          sql.run(
              "select start_background_task(?); select fail_background_task(?, 'No.'); select dismiss_background_task(?, null)",
              id,
              id,
              id);
      default -> {}
    }
    return id;
  }
}
