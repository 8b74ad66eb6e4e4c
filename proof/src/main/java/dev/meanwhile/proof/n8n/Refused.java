package dev.meanwhile.proof.n8n;

import dev.meanwhile.engine.Json;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.proof.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Partners that refuse: what people read then, in the partner's own words and without its keys.
final class Refused {
  private final Tally tally;
  private final Office office;
  private final Partners partners;
  private final DeskStore desk;
  private String cancelledTask = "";
  private String cancelledMessage = "";

  Refused(Tally tally, Office office, Partners partners, DeskStore desk) {
    this.tally = tally;
    this.office = office;
    this.partners = partners;
    this.desk = desk;
  }

  void prove() throws SQLException {
    busyForGood();
    busyForAMoment();
    busyMaps();
    strangeAnswer();
    cancelled();
  }

  private void busyForGood() throws SQLException {
    partners.openRouter().next(new Mood.Busy("60"));
    String message = desk.conversation(2, "Are you there?");
    JsonNode task = office.ended(office.submit("chat_once", Everyday.input(2, message)));
    says(
        task,
        "AI model call failed: HTTP 429: Rate limit exceeded: limit_rpm/openai/gpt-4o. Try again in 1 minute.");
    tally.check(
        task.get("error_details").path("code").asString("").equals("rate_limited"),
        "429: its code is " + task.get("error_details").path("code"));
  }

  private void busyForAMoment() throws SQLException {
    partners.openRouter().next(new Mood.Busy("1"));
    String message = desk.conversation(3, "And now?");
    JsonNode task = office.ended(office.submit("chat", Everyday.input(3, message)));
    tally.check(
        task.get("status").asString().equals("completed") && task.get("attempt").asInt() == 2,
        "429 with Retry-After: %s in attempt %s"
            .formatted(task.get("status").asString(), task.get("attempt")));
  }

  private void busyMaps() {
    partners.google().next(new Mood.Busy(""), new Mood.Busy(""));
    JsonNode task =
        office.ended(office.submit("drive_times_once", Map.of("client_id", "K0001234")));
    String said = task.path("error_message").asString("");
    tally.check(
        task.get("status").asString().equals("failed")
            && said.startsWith(
                "The drive times could not be calculated: HTTP 429: Quota exceeded for quota metric 'Compute route matrix elements'")
            && !Json.write(task).contains(Secret.GOOGLE),
        "Google Maps refuses and quotes the key: " + said);
  }

  private void strangeAnswer() throws SQLException {
    partners.openRouter().next(new Mood.Wrong());
    String message = desk.conversation(4, "Hello?");
    JsonNode task = office.ended(office.submit("chat_once", Everyday.input(4, message)));
    says(task, "AI model call failed: the model gave no answer. Try again later.");
  }

  private void cancelled() throws SQLException {
    partners.openRouter().next(new Mood.Slow(Duration.ofSeconds(3)));
    int calls = partners.openRouter().calls().size();
    String message = desk.conversation(5, "Never mind.");
    String id = office.submit("chat", Everyday.input(5, message));
    Office.await("the model is asked", () -> partners.openRouter().calls().size() > calls);
    office.cancel(id);
    cancelledTask = id;
    cancelledMessage = message;
  }

  /// Our answer of 410 is an error to the run.
  void stopped(Owner owner) throws SQLException {
    String execution = office.read(cancelledTask).path("n8n_execution_id").asString("");
    Office.await("the run has ended", () -> !owner.run(execution).equals("running"));
    tally.check(
        owner.run(execution).equals("error"),
        "a cancelled task: its run %s ended as %s".formatted(execution, owner.run(execution)));
    tally.check(
        office.read(cancelledTask).get("status").asString().equals("cancelled")
            && desk.message(cancelledMessage).equals(" / "),
        "it saved nothing, and the task is cancelled still");
  }

  private void says(JsonNode task, String sentence) {
    String said = task.path("error_message").asString("");
    tally.check(
        task.get("status").asString().equals("failed")
            && said.equals(sentence)
            && Secret.ALL.stream().noneMatch(Json.write(task)::contains),
        "a refusal reads: " + said);
  }
}
