package dev.meanwhile.proof.n8n;

import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.proof.Tally;
import dev.meanwhile.proof.node.Pause;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// kill -9 of n8n while its workflows are at work: nothing is lost, and what its error workflow
/// reports later, or twice, does no harm.
final class Killed {
  private static final int CHATS = 8;

  private final Tally tally;
  private final Office office;
  private final Partners partners;
  private final DeskStore desk;
  private final N8nProcess n8n;
  private final String key;

  Killed(
      Tally tally, Office office, Partners partners, DeskStore desk, N8nProcess n8n, String key) {
    this.tally = tally;
    this.office = office;
    this.partners = partners;
    this.desk = desk;
    this.n8n = n8n;
    this.key = key;
  }

  void prove() throws SQLException {
    partners.openRouter().mood(new Mood.Slow(Duration.ofSeconds(20)));
    partners.google().mood(new Mood.Slow(Duration.ofSeconds(20)));
    int asked = partners.openRouter().calls().size();
    var tasks = new ArrayList<String>();
    for (int i = 0; i < CHATS; i++) {
      String message = desk.conversation(100 + i, "Question " + i);
      tasks.add(office.submit(i == 0 ? "chat_once" : "chat", Everyday.input(100 + i, message)));
    }
    tasks.add(office.submit("drive_times", Map.of("client_id", "K0001234")));
    Office.await(
        "half of the chats wait for the model",
        () -> partners.openRouter().calls().size() >= asked + CHATS / 2);
    List<String> runs =
        tasks.stream()
            .map(task -> office.read(task).path("n8n_execution_id").asString(""))
            .toList();
    n8n.kill();
    // Some are handed over to nobody meanwhile.
    String message = desk.conversation(200, "Is anybody there?");
    tasks.add(office.submit("chat", Everyday.input(200, message)));
    Pause.millis(1_000);
    partners.openRouter().mood(new Mood.Fine());
    partners.google().mood(new Mood.Fine());
    double seconds = n8n.start();
    tally.say(
        "n8n was killed with %d runs at work, and was back after %.1f s"
            .formatted(runs.stream().filter(run -> !run.isEmpty()).count(), seconds));
    settled(tasks);
    twice(tasks, runs);
  }

  private void settled(List<String> tasks) {
    int completed = 0;
    int failed = 0;
    int reported = 0;
    var sentences = new ArrayList<String>();
    for (String id : tasks) {
      JsonNode task = office.ended(id);
      boolean told =
          office.sentences(id).stream().anyMatch(said -> said.contains("Workflow did not finish"));
      reported += told ? 1 : 0;
      boolean done = task.get("status").asString().equals("completed");
      String sentence = task.path(done ? "status_message" : "error_message").asString("");
      completed += done && sentence.endsWith(".") ? 1 : 0;
      failed += !done && sentence.endsWith(".") ? 1 : 0;
      if (!done) {
        sentences.add(sentence);
      }
    }
    tally.check(
        completed + failed == tasks.size() && completed >= CHATS,
        "kill -9 of n8n: %d of %d tasks completed in another attempt, %d failed with a sentence %s"
            .formatted(completed, tasks.size(), failed, sentences));
    tally.check(
        reported >= CHATS / 2,
        "the error workflow told of %d dead runs before they were missed".formatted(reported));
  }

  private void twice(List<String> tasks, List<String> runs) {
    int changed = 0;
    int answered = 0;
    for (int i = 0; i < runs.size(); i++) {
      JsonNode before = office.read(tasks.get(i));
      for (int again = 0; again < 2 && !runs.get(i).isEmpty(); again++) {
        var answer = office.reportFailure(runs.get(i), key);
        answered += answer.status() == 200 ? 1 : 0;
        changed += answer.json(200).path("changed").asBoolean(true) ? 1 : 0;
      }
      boolean same =
          before.get("version").asInt() == office.read(tasks.get(i)).get("version").asInt();
      changed += same ? 0 : 1;
    }
    tally.check(
        changed == 0 && answered > 0,
        "the error workflow's report, again and again: answered %d times, changed %d tasks"
            .formatted(answered, changed));
  }
}
