package dev.meanwhile.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Putting the contract into a schema.
class ContractTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  @RegisterExtension static final PostgresExtension bare = PostgresExtension.empty();

  private static final String EDITION =
      "select edition || installed_at from meanwhile.sql_contract where schema_name = ?";

  private final Client sql = new Client(database.dataSource());

  private void install(String schema) {
    SqlContract.install(database.dataSource(), schema);
  }

  @Test
  void installing_again_only_asks() throws Exception {
    sql.run("create schema twice");
    install("twice");
    String first = sql.text(EDITION, "twice");

    install("twice");

    assertThat(sql.text(EDITION, "twice")).isEqualTo(first);
  }

  @Test
  void several_schemas_show_the_same_tasks_also_with_odd_names() throws Exception {
    sql.run("create schema one; create schema \"Odd \"\"Name\"\"\"");
    install("one");
    install("Odd \"Name\"");

    UUID id =
        sql.id(
            "select one.create_background_task('test', gen_random_uuid(), 'Test', 'test_task', null)");

    assertThat(
            sql.text(
                "select entity_label from \"Odd \"\"Name\"\"\".background_tasks where id = ?", id))
        .isEqualTo("Test");
  }

  @Test
  void tables_of_somebody_else_are_left_alone() throws Exception {
    sql.run(
        "create schema theirs; create table theirs.background_tasks (id bigint); create table theirs.async_tasks (id bigint)");

    assertThatThrownBy(() -> install("theirs"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "The schema 'theirs' already holds async_tasks, background_tasks, which Meanwhile did not make and leaves alone:"
                + " choose another schema for the SQL contract, or rename them.");
    assertThat(
            sql.rows(
                "select 1 from pg_class where relname = 'failed_tasks_summary' and relnamespace = 'theirs'::regnamespace"))
        .isEmpty();
  }

  @Test
  void where_it_cannot_be_is_said_in_a_sentence() {
    assertThatThrownBy(() -> install("nowhere"))
        .hasMessageContaining("There is no schema 'nowhere'");
    assertThatThrownBy(() -> install("meanwhile")).hasMessageContaining("name another one");
    assertThatThrownBy(() -> SqlContract.install(bare.dataSource(), "public"))
        .hasMessageContaining("set them up first");
  }

  @Test
  void an_audit_log_completes_the_picture_once_it_is_there() throws Exception {
    sql.run("create schema audited");
    install("audited");
    String who =
        "select coalesce(action_user_name, 'nobody') from audited.failed_tasks_with_audit where entity_type = 'client'";
    UUID audit = sql.id("select uuidv7()");
    UUID id =
        sql.id(
            "select audited.create_background_task('client', 'K1', 'K1', 'test_task', null, ?)",
            audit);
    sql.run(
        "select audited.start_background_task(?); select audited.fail_background_task(?, 'No.')",
        id,
        id);
    assertThat(sql.text(who)).isEqualTo("nobody");

    sql.run(
        "create table audited.audit_logs (id uuid primary key, action text, user_name text, created_at timestamptz default now());"
            + "insert into audited.audit_logs values (?, 'create_client', 'Sandra')",
        audit);
    install("audited");

    assertThat(sql.text(who)).isEqualTo("Sandra");
  }

  @Test
  void looking_for_live_tasks_does_not_walk_over_those_that_ended() throws Exception {
    sql.run("create schema planned");
    install("planned");
    for (String status : new String[] {"= 'pending'", "in ('pending', 'processing')"}) {
      assertThat(
              String.join(
                  "\n",
                  sql.rows(
                      "explain select * from planned.background_tasks where status " + status)))
          .doesNotContain("Append");
    }
  }
}
