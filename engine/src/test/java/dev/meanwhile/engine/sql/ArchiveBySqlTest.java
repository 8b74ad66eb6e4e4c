package dev.meanwhile.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.postgres.junit.PostgresExtension;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What SQL clients see of the archive, and what they may not do there.
class ArchiveBySqlTest {
  @RegisterExtension static final PostgresExtension database = Contract.database();

  @Test
  void an_archived_task_is_still_seen_by_whom_it_concerns_and_never_changes() throws Exception {
    Client sql = new Client(database.dataSource());
    UUID sandra = UUID.randomUUID();
    UUID id = sql.id("select create_background_task('client', 'K1', 'K1', 'sync_quo', ?)", sandra);
    sql.run(
        "select start_background_task(?); select complete_background_task(?, '{\"a\": 1}')",
        id,
        id);

    assertThat(sql.text("select archive_old_tasks() as archived_count")).isEqualTo("0");
    assertThat(
            sql.text(
                "set local meanwhile.time_shift = '8 days'; select archive_old_tasks() as archived_count"))
        .isEqualTo("1");

    assertThat(sql.rows("select id from background_tasks where id = ?", id)).isEmpty();
    Client app = sql.as("meanwhile_app");
    String archived = "select result::text from background_tasks_archive where id = ?";
    String story = "select event_type from task_events where task_id = ? order by id";
    for (Client allowed :
        new Client[] {sql, app.of(sandra), app.called("admin"), sql.as("meanwhile_worker")}) {
      assertThat(allowed.rows(archived, id)).containsExactly("{\"a\": 1}");
      assertThat(allowed.rows(story, id)).containsExactly("submitted", "claimed", "completed");
    }
    assertThat(app.of(UUID.randomUUID()).rows(archived, id)).isEmpty();
    assertThat(app.of(UUID.randomUUID()).rows(story, id)).isEmpty();
    assertThat((Throwable) sql.refused("select complete_background_task(?, null)", id))
        .hasMessageContaining("is in the archive; nothing changes");
    assertThat(
            (Throwable)
                sql.refused(
                    "update background_tasks_archive set status = 'failed' where id = ?", id))
        .hasMessageContaining("What is in the archive never changes");
    assertThat((Throwable) app.of(sandra).refused("select archive_old_tasks()"))
        .hasMessageContaining("permission denied");
  }
}
