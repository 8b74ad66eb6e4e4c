package dev.meanwhile.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.postgres.junit.PostgresExtension;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who sees and changes what through the contract.
class RowSecurityTest {
  @RegisterExtension static final PostgresExtension database = Contract.database();

  private final Client owner = new Client(database.dataSource());
  private final Client app = owner.as("meanwhile_app");
  private final Client worker = owner.as("meanwhile_worker");
  private final UUID sandra = UUID.randomUUID();
  private final UUID tom = UUID.randomUUID();
  private UUID hers;
  private UUID his;

  @BeforeEach
  void two_users_have_a_failed_task_each() throws SQLException {
    hers = failed(sandra);
    his = failed(tom);
  }

  private UUID failed(UUID user) throws SQLException {
    UUID id = owner.id("select create_background_task('client', 'K1', 'K1', 'once', ?)", user);
    owner.run("select start_background_task(?); select fail_background_task(?, 'No.')", id, id);
    return id;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from background_tasks where id",
        "select id from async_tasks where id",
        "select id from user_failed_tasks where id",
        "select id from all_failed_tasks where id",
        "select task_id from failed_tasks_with_audit where task_id",
        "select distinct task_id from task_events where task_id",
        "select id from meanwhile.tasks where id",
        "select distinct task_id from meanwhile.task_events where task_id",
        "select task_id from meanwhile.attention where task_id"
      })
  void a_user_sees_only_their_own_and_an_admin_all(String query) throws Exception {
    String both = query + " in ('" + hers + "', '" + his + "') order by 1";

    assertThat(app.of(sandra).rows(both)).containsExactly(hers.toString());
    assertThat(app.of(tom).rows(both)).containsExactly(his.toString());
    assertThat(app.rows(both)).isEmpty();
    assertThat(app.of(UUID.randomUUID()).rows(both)).isEmpty();
    assertThat(app.of(sandra).called("driver").rows(both)).containsExactly(hers.toString());
    for (Client all :
        List.of(app.of(tom).called("admin"), app.called("supervisor"), worker, owner)) {
      assertThat(all.rows(both)).containsExactlyInAnyOrder(hers.toString(), his.toString());
    }
  }

  @Test
  void the_owner_of_the_tables_can_act_for_a_user() throws Exception {
    assertThat(
            owner.of(sandra).rows("select id from background_tasks where id in (?, ?)", hers, his))
        .containsExactly(hers.toString());
    assertThat((Throwable) owner.of(sandra).refused("select start_background_task(?)", hers))
        .hasMessageContaining("Only a worker may start tasks");
  }

  @Test
  void a_user_changes_only_their_own() throws Exception {
    Client user = app.of(sandra);
    assertThat((Throwable) user.refused("select dismiss_background_task(?, ?)", his, sandra))
        .hasMessageContaining("There is no task " + his);
    assertThat((Throwable) user.refused("select dismiss_background_task(?, ?)", hers, tom))
        .hasMessageContaining("in their own name");
    assertThat((Throwable) user.refused("select dismiss_all_failed_tasks(?, 'all')", sandra))
        .hasMessageContaining("Only an admin");
    assertThat(
            (Throwable)
                user.refused("select create_background_task('client', 'K1', 'K1', 'once', ?)", tom))
        .hasMessageContaining("created by the user who asks");
    assertThat(
            (Throwable)
                app.refused("select create_background_task('client', 'K1', 'K1', 'once', null)"))
        .hasMessageContaining("Nobody is named");
    user.run("update background_tasks set dismissed_at = now() where id in (?, ?)", hers, his);
    assertThat(owner.rows("select id from all_failed_tasks where id in (?, ?)", hers, his))
        .containsExactly(his.toString());
    assertThat(owner.text("select dismissed_by from background_tasks where id = ?", hers))
        .isEqualTo(sandra.toString());

    UUID created =
        user.id(
            "insert into async_tasks (task_type, input_data) values ('once', '{}') returning id");
    assertThat(user.text("select created_by from async_tasks where id = ?", created))
        .isEqualTo(sandra.toString());
    assertThat(
            (Throwable)
                user.refused("update async_tasks set status = 'processing' where id = ?", created))
        .hasMessageContaining("Only a worker may start tasks");
    user.run("update async_tasks set status = 'cancelled' where id = ?", created);
    assertThat(
            owner.text(
                "select actor from meanwhile.task_events where event_type = 'cancelled' and task_id = ?",
                created))
        .isEqualTo("user:" + sandra);
  }

  @Test
  void a_supervisor_dismisses_those_of_everybody() throws Exception {
    app.of(tom).called("supervisor").run("select dismiss_background_task(?, ?)", hers, tom);
    assertThat(owner.text("select dismissed_by from background_tasks where id = ?", hers))
        .isEqualTo(tom.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update meanwhile.tasks set status = 'completed'",
        "delete from meanwhile.queue",
        "insert into meanwhile.task_events (task_id, version, event_type, attempt, actor) values (uuidv7(), 1, 'x', 1, 'x')",
        "select * from meanwhile.task_steps",
        "select meanwhile.sql_start(uuidv7())",
        "select meanwhile.sql_dismiss_all(null, 'all')",
        "select meanwhile.dismiss(id, 'x') from meanwhile.tasks",
        "select meanwhile.register_task_type('mine')",
        "select start_background_task(uuidv7())"
      })
  void there_is_no_way_round_the_contract(String statement) {
    SQLException refused = app.of(sandra).called("admin").refused(statement);

    assertThat(refused.getSQLState()).as(refused.getMessage()).isEqualTo("42501");
  }

  @Test
  void a_worker_works() throws Exception {
    UUID id = worker.id("select create_background_task('client', 'K1', 'K1', 'once', ?)", tom);
    worker.run("select start_background_task(?)", id);
    worker.run("update async_tasks set status_message = 'Half way…' where id = ?", id);
    worker.run("select complete_background_task(?)", id);
    worker.run("select meanwhile.register_entity_type('vehicle')");
    assertThat(worker.text("select count(*) from task_events where task_id = ?", id))
        .isEqualTo("4");
    assertThat(
            owner.text(
                "select actor from meanwhile.task_events where event_type = 'claimed' and task_id = ?",
                id))
        .isEqualTo("sql:meanwhile_worker");
  }

  @Test
  void every_table_that_people_may_read_has_row_security() throws Exception {
    assertThat(
            owner.rows(
                """
                select c.relname
                  from pg_class c
                 where c.relnamespace = 'meanwhile'::regnamespace
                   and c.relkind in ('r', 'p')
                   and has_table_privilege('meanwhile_app', c.oid, 'select')
                   and not c.relrowsecurity
                 order by 1
                """))
        .isEmpty();
  }
}
