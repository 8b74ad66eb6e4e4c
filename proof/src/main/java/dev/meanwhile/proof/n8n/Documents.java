package dev.meanwhile.proof.n8n;

import dev.meanwhile.proof.Tally;
import java.sql.SQLException;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The statements of the source documents, run by n8n's own nodes for PostgreSQL and Supabase.
final class Documents {
  private final Tally tally;
  private final Office office;
  private final DeskStore desk;

  Documents(Tally tally, Office office, DeskStore desk) {
    this.tally = tally;
    this.office = office;
    this.desk = desk;
  }

  void prove() throws SQLException {
    postgres();
    supabase();
  }

  private void postgres() throws SQLException {
    var answer =
        office.webhook(
            "documents/postgres", Map.of("client_id", "K0001234", "user_id", desk.user()));
    JsonNode all = answer.json(200);
    tally.check(
        row(all, "Start").path("start_background_task").asInt() == 1
            && row(all, "Complete").path("complete_background_task").asBoolean(false)
            && row(all, "Fail").path("fail_background_task").asBoolean(false),
        "the Postgres node creates, starts, completes and fails tasks as the documents have it");
    tally.check(
        all.path("My failed tasks")
            .toString()
            .contains("Google Maps API returned 429: Rate limit exceeded. Try again in 1 minute."),
        "user_failed_tasks: " + all.path("My failed tasks"));
    tally.check(
        row(all, "Dismiss").path("dismiss_background_task").asBoolean(false)
            && row(all, "Archive").has("archived_count"),
        "dismiss_background_task, dismiss_all_failed_tasks and archive_old_tasks answer");
    JsonNode stand = all.path("As they stand");
    tally.check(
        stand.size() == 3
            && stand.path(0).path("status").asString("").equals("completed")
            && stand.path(1).path("status").asString("").equals("failed")
            && stand.path(2).path("status").asString("").equals("completed")
            && stand
                .path(2)
                .path("status_message")
                .asString("")
                .equals("Response complete! AI generated 812 tokens in 14 seconds.")
            && stand.path(2).path("n8n_execution_id").asString("").matches("\\d+"),
        "the chat of S4, step by step as UPDATE async_tasks: "
            + stand.path(2).path("status_message").asString(""));
  }

  private void supabase() {
    var answer = office.webhook("documents/supabase", Map.of());
    JsonNode all = answer.json(200);
    tally.check(
        row(all, "Get")
            .path("id")
            .asString("1")
            .equals(row(all, "Create").path("id").asString("2")),
        "the Supabase node creates a row of async_tasks and gets it");
    tally.check(
        row(all, "Starting Processing").path("status").asString("").equals("processing")
            && row(all, "Calling AI Model").path("current_step").asString("").equals("calling_ai")
            && row(all, "Final Status").path("status").asString("").equals("completed"),
        "it updates it from step to step: "
            + row(all, "Final Status").path("status_message").asString(""));
    String failed = row(all, "Create background task").path("id").asString("1");
    tally.check(
        all.path("Failed ones").toString().contains(failed)
            && row(all, "Fail background task").path("status").asString("").equals("failed"),
        "it finds what has failed and nobody dismissed");
    tally.check(
        !row(all, "Dismiss").path("dismissed_at").isNull() && all.path("Either").size() == 2,
        "it dismisses it, and reads many by either of two conditions");
  }

  private static JsonNode row(JsonNode all, String node) {
    return all.path(node).path(0);
  }
}
