package dev.meanwhile.apps.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.desk.Desk;
import dev.meanwhile.apps.errands.dataimport.support.ImportServer;
import dev.meanwhile.engine.Json;
import dev.meanwhile.integrations.simulator.Mood;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/// Drive times of clients, drivers and appointments, asked of a simulated Google Maps.
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DistancesTest {
  @RegisterExtension static final Partners partners = new Partners();

  @RegisterExtension
  static final ImportServer server = ImportServer.of(Desk.class, partners.settings());

  private static final Town town = new Town(server);
  private static UUID lakeside;
  private static UUID maria;

  @BeforeAll
  static void build() {
    lakeside = town.clinic("Lakeside Clinic", "1 Water St, Syracuse, NY 13202");
    town.clinic("Eastview Dialysis", "2 Oak St, Utica, NY 13501");
    town.clinic("Island Clinic", "3 Pier, Far island");
    maria = town.driver("Maria Lopez", "9 Elm St, Syracuse, NY 13203");
    town.driver("Sam Green", "8 Elm St, Oswego, NY 13126");
    town.driver("Lost Driver", "nowhere");
    town.driver("Homeless Driver", null);
  }

  @Test
  @Order(1)
  void a_client_gets_drive_times_and_people_read_how() {
    String john = town.client("Smith", "12 Main St, Auburn, NY 13021", null);
    town.change(
        "update meanwhile.clients set primary_clinic_id = (select id from meanwhile.destinations"
            + " where name = 'Eastview Dialysis') where knumber = ?",
        john);

    String task = town.start("calculate_distances", Map.of("client_id", john));

    JsonNode ended = town.web().ended(task);
    assertThat(ended.get("label").asString()).isEqualTo("done");
    assertThat(ended.get("status_message").asString())
        .isEqualTo(
            "4 drive times were saved for John Smith. To 2 of the drivers and clinics no way was found.");
    assertThat(ended.at("/output_data/provider").asString()).isEqualTo("google_routes");
    assertThat(town.web().sentences(task))
        .contains("Asking Google Maps for 3 drive times…", "Saving 4 drive times…");
    JsonNode times = Json.mapper().readTree(times(john));
    assertThat(times.valueStream().map(one -> one.get("clinic").asString()))
        .containsExactly("Eastview Dialysis", "Lakeside Clinic");
    assertThat(times.get(0).get("minutes").asInt()).isBetween(60, 110);
    assertThat(times.get(0).get("pickup_address").asString())
        .isEqualTo("12 Main St, Auburn, NY 13021");
    assertThat(names(john)).containsExactly("Maria Lopez", "Sam Green");
    // Two questions in all; the older name does the same, and a version that people see stays.
    assertThat(partners.maps.calls()).hasSize(2);
    assertThat(
            town.done("calculate_drive_times", Map.of("client_id", john)).get("label").asString())
        .isEqualTo("done");
    assertThat(
            town.one(Long.class, "select version from meanwhile.clients where knumber = ?", john))
        .isEqualTo(1);
  }

  @Test
  @Order(2)
  void who_cannot_be_found_is_told_apart() {
    String homeless = town.client("Homeless", null, null);
    JsonNode none = town.done("calculate_distances", Map.of("client_id", homeless));
    assertThat(none.get("label").asString()).isEqualTo("done");
    assertThat(none.get("status_message").asString())
        .isEqualTo("John Homeless has no address, so there are no drive times.");
    assertThat(times(homeless)).isEqualTo("[]");

    String lost = town.client("Lost", "nowhere at all", null);
    JsonNode unknown = town.done("calculate_distances", Map.of("client_id", lost));
    assertThat(unknown.get("label").asString()).isEqualTo("needs attention");
    assertThat(unknown.get("error_message").asString())
        .contains("No way leads to 'nowhere at all': one of the addresses was not found")
        .contains("Correct the address of John Lost");
    assertThat(unknown.at("/error_details/code").asString()).isEqualTo("bad_address");
    assertThat(times(lost)).isEqualTo("[]");

    JsonNode missing = town.done("calculate_distances", Map.of("client_id", "K9999999"));
    assertThat(missing.get("error_message").asString()).contains("There is no client K9999999");
  }

  @Test
  @Order(3)
  void an_answer_for_an_older_address_is_not_written() {
    String john = town.client("Mover", "12 Main St, Auburn, NY 13021", null);
    int before = partners.maps.calls().size();
    partners.maps.next(slow(), slow());
    String task = town.start("calculate_distances", Map.of("client_id", john));
    while (partners.maps.calls().size() == before) {
      Thread.onSpinWait();
    }
    town.change(
        "update meanwhile.clients set address = '1 New St, Ithaca, NY 14850' where knumber = ?",
        john);

    JsonNode ended = town.web().ended(task);

    assertThat(ended.get("status_message").asString())
        .isEqualTo(
            "The address of John Mover was changed meanwhile; newer drive times are on their way.");
    assertThat(times(john)).isEqualTo("null");
    assertThat(names(john)).isEmpty();
  }

  private static Mood slow() {
    return new Mood.Slow(Duration.ofSeconds(1));
  }

  @Test
  @Order(4)
  void a_driver_is_measured_to_all_clients_in_blocks() {
    for (int i = 0; i < 30; i++) {
      town.client("Many" + i, i + " Main St, Auburn, NY 13021", null);
    }
    long clients = server.count("select count(*) from meanwhile.clients where address is not null");
    int before = partners.maps.calls().size();
    String task = town.start("calculate_driver_distances", Map.of("driver_id", maria.toString()));

    JsonNode ended = town.web().ended(task);

    assertThat(ended.get("label").asString()).isEqualTo("done");
    assertThat(ended.get("status_message").asString())
        .isEqualTo("%d drive times from Maria Lopez's home were saved.".formatted(clients - 1));
    assertThat(ended.get("progress_done").asLong()).isEqualTo(clients);
    assertThat(partners.maps.calls()).hasSize(before + 2);
    assertThat(
            server.count(
                "select count(*) from meanwhile.client_drive_times where driver_id = ?", maria))
        .isEqualTo(clients - 1);
    town.change("update meanwhile.drivers set home_address = null where id = ?", maria);
    assertThat(
            town.done("calculate_driver_distances", Map.of("driver_id", maria.toString()))
                .get("status_message")
                .asString())
        .isEqualTo("Maria Lopez has no home address, so there are no drive times.");
    assertThat(
            server.count(
                "select count(*) from meanwhile.client_drive_times where driver_id = ?", maria))
        .isZero();
    town.change(
        "update meanwhile.drivers set home_address = '9 Elm St, Syracuse, NY 13203' where id = ?",
        maria);
  }

  @Test
  @Order(5)
  void clinics_are_ranked_by_how_near_they_are() {
    JsonNode ended =
        town.done("recalculate_clinic_preferences", Map.of("driver_id", maria.toString()));

    assertThat(ended.get("status_message").asString())
        .isEqualTo("2 clinics were ranked by how near they lie to Maria Lopez.");
    assertThat(
            server.rows(
                "select c.name, p.rank from meanwhile.driver_clinic_preferences p"
                    + " join meanwhile.destinations c on c.id = p.clinic_id where p.driver_id = ? order by p.rank",
                maria))
        .extracting(row -> row.get("name"))
        .containsExactly("Lakeside Clinic", "Eastview Dialysis");
  }

  @Test
  @Order(6)
  void an_appointment_takes_what_is_known_asks_for_the_rest_and_leaves_what_people_entered() {
    String john = town.client("Early", "12 Main St, Auburn, NY 13021", null);
    UUID visit = town.appointment(john, lakeside, maria);
    Map<String, ?> input = Map.of("appointment_id", visit.toString());

    assertThat(
            town.done("calculate_appointment_distance", input).at("/output_data/source").asString())
        .isEqualTo("calculated");
    town.done("calculate_distances", Map.of("client_id", john));
    int asked = partners.maps.calls().size();
    assertThat(
            town.done("calculate_appointment_distance", input).at("/output_data/source").asString())
        .isEqualTo("travel_times");
    assertThat(partners.maps.calls()).hasSize(asked);
    town.change(
        "update meanwhile.appointments set pickup_address = '5 Far St, Albany, NY 12207' where id = ?",
        visit);
    assertThat(
            town.done("calculate_appointment_distance", input).at("/output_data/minutes").asInt())
        .isGreaterThan(100);
    town.change(
        "update meanwhile.appointments set transit_minutes = 7, transit_source = 'manual' where id = ?",
        visit);
    assertThat(town.done("calculate_appointment_distance", input).get("status_message").asString())
        .isEqualTo("Somebody entered 7 minutes, and that stays.");
    town.change(
        "update meanwhile.appointments set status = 'cancelled', cancelled_at = now() where id = ?",
        visit);
    assertThat(
            town.done("calculate_appointment_distance", input)
                .at("/output_data/skipped")
                .asString())
        .isEqualTo("cancelled");
  }

  /// While Google is away its tasks wait and nobody's does need attention; afterwards all are done.
  @Test
  @Order(7)
  void an_outage_is_one_incident_and_everything_drains_afterwards() {
    partners.maps.mood(new Mood.Broken(503));
    List<String> tasks =
        Stream.of("One", "Two", "Three", "Four", "Five")
            .map(name -> town.client(name, "7 Main St, Auburn, NY 13021", null))
            .map(knumber -> town.start("calculate_distances", Map.of("client_id", knumber)))
            .toList();
    String parked = tasks.getLast();
    town.web().until(parked, "paused", "will retry", "waiting");
    while (!town.web().get("/api/dependencies/google_maps").body().contains("\"open\"")) {
      Thread.onSpinWait();
    }
    // Work that does not need Google goes on.
    String homeless = town.client("Other", null, null);
    assertThat(
            town.done("calculate_distances", Map.of("client_id", homeless)).get("label").asString())
        .isEqualTo("done");

    partners.maps.mood(new Mood.Fine());
    town.web()
        .post("/api/dependencies/google_maps/resume", Map.of("reason", "They say it is back."))
        .expect(200);

    for (String task : tasks) {
      assertThat(town.web().ended(task).get("label").asString()).isEqualTo("done");
    }
    JsonNode incidents = town.web().get("/api/incidents").json().get("items");
    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).toString()).contains("Google Maps answered 503");
  }

  private static List<String> names(String knumber) {
    return server
        .rows(
            "select d.full_name from meanwhile.client_drive_times t join meanwhile.drivers d on d.id = t.driver_id"
                + " where t.knumber = ? order by 1",
            knumber)
        .stream()
        .map(row -> String.valueOf(row.get("full_name")))
        .toList();
  }

  private static String times(String knumber) {
    return String.valueOf(
        server
            .rows("select clinic_travel_times from meanwhile.clients where knumber = ?", knumber)
            .getFirst()
            .get("clinic_travel_times"));
  }
}
