package dev.meanwhile.proof.n8n;

import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.proof.Tally;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A day on which all goes well: each workflow does what it is for, and people read how it goes.
final class Everyday {
  private final Tally tally;
  private final Office office;
  private final Partners partners;
  private final DeskStore desk;

  Everyday(Tally tally, Office office, Partners partners, DeskStore desk) {
    this.tally = tally;
    this.office = office;
    this.partners = partners;
    this.desk = desk;
  }

  void prove() throws SQLException {
    chat();
    addClient();
    driveTimes();
    quoWithNode();
    emails();
    signed();
  }

  private void chat() throws SQLException {
    String message = desk.conversation(1, "How long is the drive?");
    JsonNode task = office.ended(office.submit("chat", input(1, message)));
    ended("chat", task, "Response complete! AI generated 812 tokens in \\d+ seconds\\.");
    var said = office.sentences(task.get("id").asString());
    var expected =
        List.of(
            "Starting to process your chat message…",
            "Preparing your conversation for the AI model…",
            "Sending your message to openai/gpt-4o. This usually takes 10-30 seconds…",
            "AI responded! Now saving the response…");
    var heard = said.stream().filter(expected::contains).distinct().toList();
    tally.check(heard.equals(expected), "chat: people read, in this order, " + heard);
    tally.check(
        desk.message(message)
            .equals(
                "You asked: \"How long is the drive?\" It takes 12 minutes. / The map says so."),
        "chat: the answer stands in the conversation: " + desk.message(message));
    tally.check(
        task.get("output_data").path("tokens_used").asInt() == 812,
        "chat: its result is " + task.get("output_data"));
  }

  static Map<String, Object> input(int conversation, String message) {
    return Map.of("conversation_id", conversation, "message_id", Long.valueOf(message));
  }

  private void addClient() throws SQLException {
    partners.google().mood(new Mood.Slow(Duration.ofSeconds(3)));
    partners.quo().mood(new Mood.Slow(Duration.ofSeconds(3)));
    var form =
        Map.of(
            "client_id", "K0001234",
            "full_name", "John Smith",
            "address", "12 Main Street",
            "phone", "+15550001234",
            "email", "john@example.com");
    var answer = office.webhook("add-client", form);
    JsonNode body = answer.json(200);
    // They take three seconds from when they are begun.
    boolean early = !Office.isOver(office.read(task(body, 0)));
    tally.check(
        early
            && body.path("success").asBoolean(false)
            && body.path("client_id").asString("").equals("K0001234")
            && body.path("message")
                .asString("")
                .equals("Client saved. Drive times and Quo sync processing in background."),
        "add client: answered after %.0f ms, before its tasks were done: %s"
            .formatted(answer.millis(), body.path("message").asString("")));
    ended(
        "add client, drive times",
        office.ended(task(body, 0)),
        "Calculated 29 of 30 drive times for John Smith\\.");
    ended("add client, Quo", office.ended(task(body, 1)), "John Smith is in Quo\\.");
    partners.google().mood(new Mood.Fine());
    partners.quo().mood(new Mood.Fine());
    tally.check(
        desk.driveTimes("K0001234") == 29 && partners.google().calls().size() == 2,
        "add client: %d drive times are stored, after %d calls of Google"
            .formatted(desk.driveTimes("K0001234"), partners.google().calls().size()));
    tally.check(
        partners.quo().protocol().contacts().size() == 1,
        "add client: Quo knows " + partners.quo().protocol().contacts());
    var incomplete = office.webhook("add-client", Map.of("client_id", "K1"));
    tally.check(
        incomplete.status() == 422,
        "add client: without a name the answer is " + incomplete.text());
    var stranger = office.webhook("add-client", form, Map.of());
    tally.check(
        stranger.status() == 403, "add client: without the header it is " + stranger.status());
  }

  private static String task(JsonNode body, int number) {
    return body.path("tasks").path(number).asString("");
  }

  private void driveTimes() throws SQLException {
    desk.client("K0000002", "Mary Jones", "");
    JsonNode task = office.ended(office.submit("drive_times", Map.of("client_id", "K0000002")));
    tally.check(
        failed(task)
            && task.get("error_message")
                .asString()
                .equals(
                    "The drive times could not be calculated: client K0000002 has no address. Enter the address, then retry."),
        "drive times: " + task.get("error_message"));
  }

  private void quoWithNode() {
    JsonNode task =
        office.ended(
            office.submit(
                "quo_sync_node", Map.of("entity_type", "client", "entity_id", "K0001234")));
    ended("Quo sync by the community node", task, "John Smith is in Quo\\.");
    tally.check(
        partners.quo().protocol().contacts().size() == 1,
        "Quo sync by the community node: the contact is changed, not made twice");
    JsonNode wrong =
        office.ended(
            office.submit("quo_sync_node", Map.of("entity_type", "client", "entity_id", "K9")));
    tally.check(
        failed(wrong)
            && wrong
                .get("error_message")
                .asString()
                .equals(
                    "The client could not be added to Quo: there is no client K9. Check the number of the client."),
        "Quo sync by the community node: " + wrong.get("error_message"));
  }

  private void emails() {
    int before = partners.resend().protocol().sent().size();
    var people =
        Stream.concat(
                IntStream.range(0, 248).mapToObj(i -> "user" + i + "@example.com"),
                Stream.of("a@nowhere", "b@nowhere", "user1@example.com"))
            .toList();
    var input =
        Map.of(
            "campaign_id",
            123,
            "recipients",
            people,
            "template",
            "welcome_series_1",
            "personalization",
            Map.of("name", "friend"));
    JsonNode task = office.ended(office.submit("email", input));
    ended("e-mail campaign", task, "Campaign complete! 248 sent, 2 bounced\\.");
    var said = office.sentences(task.get("id").asString());
    tally.check(
        said.contains("Sending batch 2 of 3 (100 emails)…")
            && said.contains("Batch 3 complete: 48 sent, 2 bounced"),
        "e-mail campaign: people read " + said);
    var sent = partners.resend().protocol().sent();
    tally.check(
        sent.size() - before == 248
            && sent.getLast().path("html").asString("").equals("<p>Hello friend.</p>"),
        "e-mail campaign: %d e-mails like %s".formatted(sent.size() - before, sent.getLast()));
  }

  private void signed() {
    ended(
        "a signed call, checked by the trigger node",
        office.ended(office.submit("signed", Map.of())),
        "The signature was right\\.");
    var forged =
        office.webhook(
            "signed",
            Map.of("task_id", "1"),
            Map.of(
                "webhook-id", "msg_1",
                "webhook-timestamp", Long.toString(System.currentTimeMillis() / 1000),
                "webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
    tally.check(
        forged.status() == 401, "a forged call is refused by the trigger node: " + forged.status());
  }

  private static boolean failed(JsonNode task) {
    return task.get("status").asString().equals("failed");
  }

  private void ended(String what, JsonNode task, String sentence) {
    String said = task.path("status_message").asString("");
    tally.check(
        task.get("status").asString().equals("completed")
            && said.matches(sentence)
            && task.path("n8n_execution_id").asString("").matches("\\d+"),
        "%s: %s by execution %s: %s"
            .formatted(
                what,
                task.get("status").asString(),
                task.path("n8n_execution_id").asString("none"),
                failed(task) ? task.get("error_message") : said));
  }
}
