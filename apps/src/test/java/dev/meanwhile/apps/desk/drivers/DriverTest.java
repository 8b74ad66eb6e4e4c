package dev.meanwhile.apps.desk.drivers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.desk.support.DeskServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DriverTest {
  private static final String DORA = "01900000-0000-7000-8000-000000000004";

  @RegisterExtension static final DeskServer desk = DeskServer.idle();

  @Test
  void a_driver_with_a_home_leaves_three_things_for_later_and_one_without_only_the_calendar() {
    var maria =
        desk.agent()
            .post(
                "/add-driver",
                Map.of("full_name", "Maria Lopez", "home_address", "1 Bay St", "home_zip", "33602"))
            .expect(201);
    assertThat(maria.tasks())
        .containsExactly(
            "create_driver_calendar",
            "calculate_driver_distances",
            "recalculate_clinic_preferences");
    assertThat(maria.json().get("message").asString())
        .isEqualTo(
            "Driver saved. Driver's calendar, drive times and clinic preferences processing in"
                + " background.");
    String id = maria.json().get("driver_id").asString();

    var renamed =
        desk.agent().put("/api/drivers/" + id, Map.of("phone", "813 555 0101")).expect(200);
    assertThat(renamed.tasks()).isEmpty();
    var moved =
        desk.agent()
            .post("/update-driver", Map.of("driver_id", id, "home_zip", "33605"))
            .expect(200);
    assertThat(moved.tasks())
        .containsExactly("calculate_driver_distances", "recalculate_clinic_preferences");
    desk.agent().put("/api/drivers/" + id, Map.of("version", 1)).expect(412);
    desk.agent().put("/api/drivers/" + id, Map.of("active", false)).expect(200);

    var homeless = desk.agent().post("/api/drivers", Map.of("full_name", "No Home")).expect(201);
    assertThat(homeless.tasks()).containsExactly("create_driver_calendar");
  }

  @Test
  void an_account_belongs_to_one_driver() {
    desk.agent().post("/api/drivers", Map.of("full_name", "Dora", "user_id", DORA)).expect(201);

    var second =
        desk.agent()
            .post("/api/drivers", Map.of("full_name", "Dora 2", "user_id", DORA))
            .expect(422);
    assertThat(second.errors()).containsExactly("/user_id taken");
    var nobody =
        desk.agent()
            .as("ben")
            .post(
                "/api/drivers",
                Map.of("full_name", "X", "user_id", "01900000-0000-7000-8000-00000000ffff"))
            .expect(422);
    assertThat(nobody.errors()).containsExactly("/user_id unknown");
  }

  @Test
  void clinics_and_types_have_a_name_of_their_own() {
    var clinic =
        desk.agent().post("/api/clinics", Map.of("name", "Bay Clinic", "zip", "33602")).expect(201);
    assertThat(clinic.tasks()).isEmpty();
    desk.agent().as("ben").post("/api/clinics", Map.of("name", "Bay Clinic")).expect(409);
    String id = clinic.json().get("clinic_id").asString();
    var moved =
        desk.agent().put("/api/clinics/" + id, Map.of("zip", "33605", "version", 1)).expect(200);
    assertThat(moved.json().at("/clinic/version").asLong()).isEqualTo(2);
    assertThat(desk.agent().get("/api/clinics").json().at("/items/0/zip").asString())
        .isEqualTo("33605");

    assertThat(desk.agent().get("/api/appointment-types").json().get("items")).hasSize(4);
    var odd =
        desk.agent()
            .post("/api/appointment-types", Map.of("name", "X", "default_minutes", 3))
            .expect(422);
    assertThat(odd.errors()).containsExactly("/default_minutes bad_value");
    desk.agent().post("/api/appointment-types", Map.of("name", "Dialysis")).expect(409);
    desk.agent()
        .post(
            "/api/appointment-types",
            Map.of("name", "Lab", "default_minutes", 15, "colour", "#FF8800"))
        .expect(201);
  }

  @Test
  void the_address_of_a_calendar_cannot_be_a_script() {
    var answer =
        desk.agent()
            .post(
                "/api/drivers",
                Map.of("full_name", "X", "calendar_ical_url", "javascript:alert(1)"))
            .expect(422);
    assertThat(answer.errors()).containsExactly("/calendar_ical_url bad_value");
  }
}
