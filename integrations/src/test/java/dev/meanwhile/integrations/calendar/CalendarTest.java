package dev.meanwhile.integrations.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.integrations.simulator.Call;
import dev.meanwhile.integrations.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CalendarTest {
  private static final UUID VISIT = UUID.fromString("ffffffff-0000-7000-8000-000000000001");

  private final Simulator<CalendarProtocol> google = Simulator.of(new CalendarProtocol("sandra"));
  private final GoogleCalendar calendar =
      new GoogleCalendar(
          URI.create(google.address() + "/calendar/v3"),
          ServiceAccount.read(google.protocol().accountKey(google.address())),
          null,
          Duration.ofSeconds(5),
          InstantSource.system());

  @AfterEach
  void close() {
    calendar.close();
    google.close();
  }

  @Test
  void an_appointment_stands_there_once_however_often_it_is_put() throws Exception {
    calendar.put("sandra", visit("Visit"));
    calendar.put("sandra", visit("Visit, later"));

    assertThat(google.protocol().events("sandra"))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.path("summary").asString()).isEqualTo("Visit, later");
          assertThat(event.at("/start/timeZone").asString()).isEqualTo("America/New_York");
        });
  }

  @Test
  void what_was_removed_can_be_put_there_again() throws Exception {
    calendar.put("sandra", visit("Visit"));
    calendar.remove("sandra", VISIT);
    calendar.remove("sandra", VISIT);
    assertThat(google.protocol().events("sandra")).isEmpty();

    calendar.put("sandra", visit("Visit"));

    assertThat(google.protocol().events("sandra")).hasSize(1);
  }

  @Test
  void a_new_calendar_takes_appointments() throws Exception {
    String id = calendar.create("Driver 7");
    calendar.put(id, visit("Visit"));

    assertThat(google.protocol().events(id)).extracting(JsonNode::isObject).containsExactly(true);
  }

  @Test
  void one_token_serves_many_calls_and_one_that_was_taken_back_is_replaced() throws Exception {
    calendar.put("sandra", visit("Visit"));
    calendar.remove("sandra", VISIT);
    assertThat(tokens()).isEqualTo(1);

    google.protocol().revoke();
    calendar.put("sandra", visit("Visit"));

    assertThat(tokens()).isEqualTo(2);
    assertThat(google.protocol().events("sandra")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "no json | The key of the service account is no JSON.",
        "{\"type\":\"user\"} | This is no key of a service account: its 'type' is not 'service_account'.",
        "{\"type\":\"service_account\"} | The key of the service account has no 'client_email'.",
        "{\"type\":\"service_account\",\"client_email\":\"a\",\"private_key_id\":\"1\",\"private_key\":\"!\"} | The 'private_key' of the service account cannot be read.",
      })
  void a_key_file_that_is_none_is_refused_in_a_sentence(String json, String sentence) {
    assertThatThrownBy(() -> ServiceAccount.read(json))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void the_id_of_an_event_is_of_the_letters_google_takes() {
    assertThat(EventId.of(VISIT)).matches("[a-v0-9]{27}");
    assertThat(EventId.of(new UUID(0, 0))).matches("m0{26}");
  }

  private long tokens() {
    return google.calls().stream().map(Call::path).filter("/token"::equals).count();
  }

  private static Event visit(String title) {
    Instant nine = Instant.parse("2026-12-01T14:00:00Z");
    return new Event(
        VISIT,
        title,
        "Bring the card.",
        "12 Main Street",
        nine,
        nine.plusSeconds(1_800),
        ZoneId.of("America/New_York"));
  }
}
