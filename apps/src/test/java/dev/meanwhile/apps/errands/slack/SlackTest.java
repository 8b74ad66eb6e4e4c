package dev.meanwhile.apps.errands.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import dev.meanwhile.apps.errands.dataimport.support.Node;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.integrations.simulator.Simulator;
import dev.meanwhile.integrations.slack.SlackProtocol;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class SlackTest {
  private static final Simulator<SlackProtocol> slack = Simulator.of(new SlackProtocol());

  @RegisterExtension
  static final ImportServer server =
      ImportServer.without("meanwhile.slack.webhook=" + SlackProtocol.webhook(slack.address()));

  @AfterAll
  static void close() {
    slack.close();
  }

  @Test
  @Timeout(120)
  void a_message_is_posted_though_slack_stumbles_and_a_run_of_the_archive_is_told()
      throws Exception {
    try (Node node = server.start(server.databasePort())) {
      Client client = node.client();
      slack.next(new Mood.Busy("1"));

      String id = post(client, Map.of("text", "The desk opens at 9.")).json().get("id").asString();

      assertThat(client.ended(id).get("label").asString()).isEqualTo("done");
      assertThat(slack.protocol().said()).containsExactly("The desk opens at 9.");
      assertThat(client.sentences(id)).anyMatch(said -> said.contains("Posting to Slack"));
      assertThat(client.get("/api/tasks/" + id + "/events").body())
          .contains("Slack answered 429: rate_limited")
          .doesNotContain("/services/");
      refused(client);
    }

    later("30 days");
    slack.next(new Mood.Down());
    try (Node node = server.start(server.databasePort())) {
      JsonNode tasks =
          node.client().get("/api/tasks?task_type=slack_message&status=completed&wait=0").json();
      assertThat(tasks.get("items")).isNotEmpty();
      while (slack.protocol().said().size() < 2) {
        Thread.onSpinWait();
      }
      assertThat(slack.protocol().said()).endsWith("1 task was archived.");
    }
  }

  private static void refused(Client client) {
    JsonNode empty = post(client, Map.of("text", " ")).expect(422).json();
    assertThat(empty.at("/errors/0/pointer").asString()).isEqualTo("/input_data/text");
    post(client, Map.of("text", "x".repeat(3_001))).expect(422);
    post(client, Map.of("words", "x")).expect(422);
  }

  private static Client.Answer post(Client client, Map<String, ?> input) {
    return client.post("/api/tasks", Map.of("task_type", "slack_message", "input_data", input));
  }

  private static void later(String time) throws SQLException {
    try (Connection connection = server.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          do $$ begin
            execute format('alter database %%I set meanwhile.time_shift = %%L', current_database(), '%s');
          end $$
          """
              .formatted(time));
    }
  }
}
