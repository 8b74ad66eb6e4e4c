package dev.meanwhile.apps.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.desk.Desk;
import dev.meanwhile.apps.errands.dataimport.support.Client;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import dev.meanwhile.apps.errands.dataimport.support.Node;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.integrations.simulator.Simulator;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// A node goes while its partners do what they were asked: the next node does nothing twice.
@Timeout(120)
class CrashTest {
  @RegisterExtension static final Partners partners = new Partners();

  @RegisterExtension
  static final ImportServer server = ImportServer.idle(Desk.class, partners.settings());

  @Test
  void what_a_partner_did_before_the_node_went_is_not_done_twice() throws Exception {
    String entryTask;
    String messageTask;
    String calendar = "sam@group.calendar.google.com";
    partners.calendar.protocol().rememberingAll();
    try (Node first = server.start(server.databasePort())) {
      Town town = new Town(server);
      UUID clinic = town.clinic("Lakeside Clinic", "1 Water St, Syracuse, NY 13202");
      UUID sam = town.driver("Sam Green", null);
      town.change("update meanwhile.drivers set calendar_id = ? where id = ?", calendar, sam);
      String john = town.client("Smith", null, "+13155550123");
      String visit = town.appointment(john, clinic, sam).toString();
      // They get the request at once, do it, and answer when nobody listens any more.
      var late = new Mood.Slow(Duration.ofMillis(700));
      partners.calendar.next(new Mood.Fine(), late);
      partners.quo.mood(late);
      Client web = first.client();
      entryTask = start(web, "sync_calendar", Map.of("appointment_id", visit));
      messageTask =
          start(web, "send_sms_notification", Map.of("appointment_id", visit, "reason", "booked"));
      awaitCalls(partners.calendar, 2);
      awaitCalls(partners.quo, 1);
    }
    while (partners.quo.protocol().messages().isEmpty()
        || partners.calendar.protocol().events(calendar).isEmpty()) {
      Thread.onSpinWait();
    }
    partners.quo.mood(new Mood.Fine());

    try (Node second = server.start(server.databasePort())) {
      JsonNode entry = second.client().ended(entryTask);
      assertThat(entry.get("label").asString()).isEqualTo("done");
      assertThat(partners.calendar.protocol().events(calendar)).hasSize(1);

      JsonNode message = second.client().ended(messageTask);
      assertThat(message.get("label").asString()).isEqualTo("needs attention");
      assertThat(message.get("error_message").asString())
          .contains("The message may or may not have been sent")
          .contains("Look at the conversation in Quo");
      assertThat(partners.quo.protocol().messages()).hasSize(1);
      second.client().post("/api/tasks/" + messageTask + "/retry", Map.of()).expect(202);
      assertThat(second.client().until(messageTask, "done")).isNotNull();
      assertThat(partners.quo.protocol().messages()).hasSize(2);
    }
  }

  private static String start(Client web, String type, Map<String, ?> input) {
    return web.post("/api/tasks", Map.of("task_type", type, "input_data", input))
        .expect(202)
        .json()
        .get("id")
        .asString();
  }

  private static void awaitCalls(Simulator<?> partner, int calls) {
    while (partner.calls().size() < calls) {
      Thread.onSpinWait();
    }
  }
}
