package dev.meanwhile.apps.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.desk.Desk;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import dev.meanwhile.integrations.calendar.EventId;
import dev.meanwhile.integrations.simulator.Mood;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Calendars, contacts and messages, with simulated partners: nothing is there twice.
@Timeout(120)
class PartnersTest {
  @RegisterExtension static final Partners partners = new Partners();

  @RegisterExtension
  static final ImportServer server = ImportServer.of(Desk.class, partners.settings());

  private static final Town town = new Town(server);
  private static UUID clinic;

  @BeforeAll
  static void build() {
    clinic = town.clinic("Lakeside Clinic", "1 Water St, Syracuse, NY 13202");
  }

  @Test
  void a_driver_gets_one_calendar() {
    UUID maria = town.driver("Maria Lopez", null);
    Map<String, ?> input = Map.of("driver_id", maria.toString());

    JsonNode ended = town.done("create_driver_calendar", input);

    assertThat(ended.get("status_message").asString())
        .isEqualTo("Maria Lopez has a calendar in Google Calendar.");
    assertThat(calendarOf(maria)).isEqualTo(ended.at("/output_data/calendar_id").asString());
    assertThat(town.done("create_driver_calendar", input).at("/output_data/skipped").asString())
        .isEqualTo("present");
  }

  @Test
  void an_appointment_is_one_entry_whatever_happens_to_the_answer() {
    UUID sam = town.driver("Sam Green", null);
    String john = town.client("Smith", "12 Main St, Auburn, NY 13021", "+13155550123");
    UUID visit = town.appointment(john, clinic, sam);
    Map<String, ?> input = Map.of("appointment_id", visit.toString());
    town.done("create_driver_calendar", Map.of("driver_id", sam.toString()));
    String calendar = calendarOf(sam);
    // It is entered, and the answer is lost.
    partners.calendar.next(new Mood.CutOff());

    String task = town.start("sync_calendar", input);
    JsonNode ended = town.web().ended(task);

    assertThat(ended.get("status_message").asString())
        .isEqualTo("The appointment stands in the calendar of Sam Green.");
    assertThat(ended.get("retry_count").asInt()).isEqualTo(1);
    assertThat(partners.calendar.protocol().events(calendar)).hasSize(1);
    JsonNode event = partners.calendar.protocol().events(calendar).getFirst();
    assertThat(event.get("summary").asString()).isEqualTo("John Smith → Lakeside Clinic");
    assertThat(event.get("description").asString()).contains("12 Main St", "+13155550123");
    assertThat(event.at("/start/dateTime").asString()).isEqualTo("2036-08-04T13:30:00Z");
    assertThat(eventOf(visit)).isEqualTo(EventId.of(visit));

    town.change(
        "update meanwhile.appointments set status = 'cancelled', cancelled_at = now() where id = ?",
        visit);
    assertThat(town.done("sync_calendar", input).at("/output_data/skipped").asString())
        .isEqualTo("cancelled");
    Map<String, ?> out =
        Map.of(
            "appointment_id", visit.toString(),
            "calendar_id", calendar,
            "event_id", EventId.of(visit));
    assertThat(town.done("delete_calendar", out).get("status_message").asString())
        .isEqualTo("The appointment is out of the calendar.");
    assertThat(partners.calendar.protocol().events(calendar)).isEmpty();
    assertThat(eventOf(visit)).isEqualTo("null");
    // Twice does no harm; and one that takes place after all is not taken out.
    assertThat(town.done("delete_calendar", out).get("label").asString()).isEqualTo("done");
    town.change(
        "update meanwhile.appointments set status = 'scheduled', cancelled_at = null where id = ?",
        visit);
    assertThat(town.done("delete_calendar", out).at("/output_data/skipped").asString())
        .isEqualTo("stands");
  }

  @Test
  void an_appointment_without_a_driver_is_in_no_calendar() {
    UUID visit = town.appointment(town.client("Nobody", null, null), clinic, null);

    assertThat(
            town.done("sync_calendar", Map.of("appointment_id", visit.toString()))
                .get("status_message")
                .asString())
        .isEqualTo("Nobody drives yet, so there is no calendar to enter it in.");
  }

  @Test
  void a_client_is_one_contact_whatever_happens_to_the_answer() {
    String ada = town.client("Ada", null, "+13155550177");
    // The search is answered, the creation is cut off after it was done.
    partners.quo.next(new Mood.Fine(), new Mood.CutOff());

    String task = town.start("add_openphone_contact", Map.of("client_id", ada));
    JsonNode ended = town.web().ended(task);

    assertThat(ended.get("label").asString()).isEqualTo("done");
    assertThat(ended.get("retry_count").asInt()).isEqualTo(1);
    assertThat(town.web().sentences(task)).contains("Adding John Ada to Quo…");
    assertThat(contacts(ada)).isEqualTo(1);
    String kept =
        town.one(
            String.class, "select quo_contact_id from meanwhile.clients where knumber = ?", ada);
    assertThat(kept).isEqualTo(ended.at("/output_data/contact_id").asString());

    town.change("update meanwhile.clients set last_name = 'Byron' where knumber = ?", ada);
    String again = town.start("sync_quo", Map.of("client_id", ada));
    assertThat(town.web().ended(again).get("label").asString()).isEqualTo("done");
    assertThat(town.web().sentences(again)).contains("Updating John Byron in Quo…");
    assertThat(contacts(ada)).isEqualTo(1);

    String silent = town.client("Silent", null, null);
    assertThat(
            town.done("add_openphone_contact", Map.of("client_id", silent))
                .get("status_message")
                .asString())
        .isEqualTo(
            "John Silent has neither a phone number nor an e-mail address, so Quo has no contact.");
  }

  @Test
  void a_wrong_key_is_for_an_administrator_and_not_tried_again() {
    String ada = town.client("Key", null, "+13155550178");
    partners.quo.next(new Mood.Broken(401));

    JsonNode ended = town.done("add_openphone_contact", Map.of("client_id", ada));

    assertThat(ended.get("label").asString()).isEqualTo("needs attention");
    assertThat(ended.get("error_message").asString())
        .contains("Quo answered 401")
        .contains("Ask an administrator to check the key")
        .doesNotContain(Partners.KEY);
    assertThat(ended.get("retry_count").asInt()).isZero();
  }

  @Test
  void a_message_is_sent_once_and_one_of_unknown_fate_waits_for_a_person() {
    String john = town.client("Sms", "12 Main St, Auburn, NY 13021", "+13155550166");
    UUID visit = town.appointment(john, clinic, null);
    Map<String, ?> booked = Map.of("appointment_id", visit.toString(), "reason", "booked");

    JsonNode sent = town.done("send_sms_notification", booked);
    assertThat(sent.get("status_message").asString()).isEqualTo("The message was sent.");
    assertThat(messages("+13155550166")).isEqualTo(1);
    assertThat(partners.quo.protocol().messages().getLast().get("content").asString())
        .isEqualTo(
            "Hello John, your ride to Lakeside Clinic is booked: Mon 4 Aug 09:30. Pickup: 12 Main St, Auburn, NY 13021.");

    // It is sent, and the answer is lost: nobody sends it again but a person.
    partners.quo.next(new Mood.CutOff());
    JsonNode unclear =
        town.done(
            "send_sms_notification",
            Map.of("appointment_id", visit.toString(), "reason", "changed"));
    assertThat(unclear.get("label").asString()).isEqualTo("needs attention");
    assertThat(unclear.get("error_message").asString())
        .contains("It may have been sent all the same");
    assertThat(messages("+13155550166")).isEqualTo(2);
    String id = unclear.get("id").asString();
    town.web().post("/api/tasks/" + id + "/retry", Map.of()).expect(202);
    assertThat(town.web().until(id, "done").get("status_message").asString())
        .isEqualTo("The message was sent.");
    assertThat(messages("+13155550166")).isEqualTo(3);

    // Refused before it was sent: tried again by itself.
    partners.quo.next(new Mood.Busy("1"));
    assertThat(town.done("send_sms_notification", booked).get("label").asString())
        .isEqualTo("done");
    assertThat(messages("+13155550166")).isEqualTo(4);

    assertThat(
            town.done(
                    "send_sms_notification",
                    Map.of("appointment_id", visit.toString(), "reason", "cancelled"))
                .at("/output_data/skipped")
                .asString())
        .isEqualTo("changed");
  }

  @Test
  void whoever_has_no_phone_and_what_is_over_is_told_nothing() {
    UUID visit = town.appointment(town.client("Quiet", null, null), clinic, null);
    Map<String, ?> booked = Map.of("appointment_id", visit.toString(), "reason", "booked");
    assertThat(town.done("send_sms_notification", booked).get("status_message").asString())
        .isEqualTo("John Quiet has no phone number, so no message was sent.");

    UUID over = town.appointment(town.client("Over", null, "+13155550165"), clinic, null);
    town.change(
        "update meanwhile.appointments set starts_at = '2020-01-01T00:00:00Z' where id = ?", over);
    assertThat(
            town.done(
                    "send_sms_notification",
                    Map.of("appointment_id", over.toString(), "reason", "booked"))
                .get("status_message")
                .asString())
        .isEqualTo("The appointment is over, so no message was sent.");
  }

  private static String calendarOf(UUID driver) {
    return Objects.requireNonNull(
        town.one(String.class, "select calendar_id from meanwhile.drivers where id = ?", driver));
  }

  private static String eventOf(UUID appointment) {
    return String.valueOf(
        server
            .rows("select calendar_event_id from meanwhile.appointments where id = ?", appointment)
            .getFirst()
            .get("calendar_event_id"));
  }

  private static long contacts(String knumber) {
    return partners.quo.protocol().contacts().stream()
        .filter(contact -> contact.path("externalId").asString("").equals(knumber))
        .count();
  }

  private static long messages(String phone) {
    return partners.quo.protocol().messages().stream()
        .filter(message -> message.path("to").path(0).asString("").equals(phone))
        .count();
  }
}
