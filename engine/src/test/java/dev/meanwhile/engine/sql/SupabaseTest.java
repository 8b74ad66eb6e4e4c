package dev.meanwhile.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Engine;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A database as Supabase sets it up: users by `auth.uid()`, its own roles, a publication for live
/// updates.
class SupabaseTest {
  @RegisterExtension
  static final PostgresExtension database = PostgresExtension.migratedBy("engine", Engine::migrate);

  private static final String SUPABASE =
      """
      create schema auth;
      create function auth.uid() returns uuid language sql stable
        as 'select nullif(current_setting(''request.jwt.claim.sub'', true), '''')::uuid';
      create publication supabase_realtime;
      do $$
        begin
          create role authenticated nologin;
          create role service_role nologin bypassrls;
        exception when duplicate_object or unique_violation then null;
        end
      $$;
      grant usage on schema auth to authenticated, service_role
      """;

  @Test
  void users_of_supabase_see_their_own_tasks_and_live_updates_are_published() throws Exception {
    Client owner = new Client(database.dataSource());
    owner.run(SUPABASE);
    SqlContract.install(database.dataSource(), "public");
    UUID sandra = UUID.randomUUID();
    UUID id =
        owner.id("select create_background_task('test', 'T1', 'Test', 'test_task', ?)", sandra);
    owner.run(
        "select create_background_task('test', 'T2', 'Test', 'test_task', ?)", UUID.randomUUID());

    Client web = owner.as("authenticated");
    String mine = "select id from async_tasks";
    assertThat(web.rows("set local request.jwt.claim.sub = '" + sandra + "'; " + mine))
        .containsExactly(id.toString());
    assertThat(web.rows(mine)).isEmpty();
    Client n8n = owner.as("service_role");
    assertThat(n8n.rows(mine)).hasSize(2);
    n8n.run("update async_tasks set status = 'processing' where id = ?", id);
    assertThat(
            owner.rows(
                "select tablename from pg_publication_tables where pubname = 'supabase_realtime' order by 1"))
        .containsExactly("task_events", "tasks");
  }
}
