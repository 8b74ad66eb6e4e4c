package dev.meanwhile.apps.desk.appointments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.desk.support.Agent;
import dev.meanwhile.apps.desk.support.DeskServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AppointmentTest {
  private static final String DORA = "01900000-0000-7000-8000-000000000004";

  @RegisterExtension static final DeskServer desk = DeskServer.idle();

  private static String client = "";
  private static String clinic = "";
  private static String maria = "";
  private static String dora = "";
  private static String type = "";

  @BeforeAll
  static void people() {
    clinic = saved("/api/clinics", Map.of("name", "Bay Clinic", "zip", "33602"), "clinic_id");
    client =
        saved(
            "/add-client",
            Map.of(
                "first_name", "John",
                "last_name", "Smith",
                "phone", "813 555 0123",
                "address", "12 Main St",
                "zip", "33602",
                "primary_clinic_id", clinic),
            "client_id");
    maria =
        saved(
            "/add-driver",
            Map.of("full_name", "Maria Lopez", "calendar_id", "maria@cal"),
            "driver_id");
    dora = saved("/add-driver", Map.of("full_name", "Dora Driver", "user_id", DORA), "driver_id");
    type = desk.agent().get("/api/appointment-types").json().at("/items/0/id").asString();
  }

  private static String saved(String path, Map<String, ?> form, String field) {
    return desk.agent().post(path, form).expect(201).json().get(field).asString();
  }

  private static Map<String, Object> form(String startsAt) {
    var form = new HashMap<String, Object>();
    form.put("client_id", client);
    form.put("appointment_type_id", type);
    form.put("starts_at", startsAt);
    return form;
  }

  private static Map<String, Object> form(String startsAt, String driver) {
    var form = form(startsAt);
    form.put("driver_id", driver);
    return form;
  }

  @Test
  void what_is_not_said_is_filled_in_and_nothing_breaks_while_travel_times_are_missing() {
    String fresh =
        saved(
            "/add-client",
            Map.of(
                "first_name",
                "Ann",
                "last_name",
                "Lee",
                "zip",
                "33602",
                "primary_clinic_id",
                clinic),
            "client_id");
    var transit =
        desk.agent().get("/api/desk/transit", "client", fresh, "clinic", clinic).expect(200).json();
    assertThat(transit.get("minutes").isNull()).isTrue();
    assertThat(transit.get("hint").asString())
        .isEqualTo(
            "Travel times are still being calculated. Transit time may need to be entered manually.");

    var form = form("2099-03-02T09:30", maria);
    form.put("client_id", fresh);
    var early = desk.agent().post("/save-appointment", form).expect(201);
    assertThat(early.json().at("/appointment/transit_minutes").isNull()).isTrue();
    assertThat(early.json().at("/appointment/pickup_address").asString()).isEqualTo("33602");
    assertThat(early.json().at("/appointment/travel_times").asString()).isEqualTo("calculating");
    assertThat(early.json().at("/appointment/clinic_id").asString()).isEqualTo(clinic);
    assertThat(early.json().at("/appointment/duration_minutes").asInt()).isEqualTo(30);
    assertThat(early.tasks()).containsExactly("sync_calendar", "calculate_appointment_distance");

    desk.change(
        """
        update meanwhile.clients
           set clinic_travel_times = jsonb_build_array(jsonb_build_object('clinic_id', ?::text, 'clinic', 'Bay Clinic',
                 'minutes', 17, 'meters', 9000, 'provider', 'google_routes', 'estimated', false, 'pickup_address', '3 Side Door'))
         where knumber = ?
        """,
        clinic,
        fresh);
    form.put("starts_at", "2099-03-03T09:30");
    var later = desk.agent().post("/save-appointment", form).expect(201).json();
    assertThat(later.at("/appointment/transit_minutes").asInt()).isEqualTo(17);
    assertThat(later.at("/appointment/transit_source").asString()).isEqualTo("travel_times");
    assertThat(later.at("/appointment/pickup_address").asString()).isEqualTo("3 Side Door");
    assertThat(later.at("/appointment/travel_times").asString()).isEqualTo("ready");
  }

  @Test
  void each_change_leaves_the_work_it_makes_necessary() {
    var booked =
        desk.agent().post("/save-appointment", form("2099-04-01T09:00", maria)).expect(201);
    assertThat(booked.tasks())
        .containsExactly(
            "sync_calendar", "calculate_appointment_distance", "send_sms_notification");
    assertThat(booked.json().get("message").asString())
        .isEqualTo(
            "Appointment saved. Calendar, transit time and text message processing in background.");
    String id = booked.json().get("appointment_id").asString();
    String path = "/api/appointments/" + id;

    assertThat(desk.agent().put(path, Map.of("notes", "Wheelchair")).expect(200).tasks()).isEmpty();
    assertThat(desk.agent().put(path, Map.of("transit_minutes", 25)).expect(200).tasks()).isEmpty();
    var moved = desk.agent().put(path, Map.of("starts_at", "2099-04-01T10:00")).expect(200);
    assertThat(moved.tasks()).containsExactly("sync_calendar", "send_sms_notification");
    assertThat(moved.json().at("/appointment/transit_source").asString()).isEqualTo("manual");

    var handedOver =
        desk.agent()
            .post("/update-appointment", Map.of("appointment_id", id, "driver_id", dora))
            .expect(200);
    assertThat(handedOver.tasks())
        .containsExactly("sync_calendar", "delete_calendar", "send_sms_notification");
    assertThat(
            desk.rows(
                """
                select input_data->>'calendar_id' as calendar, entity_label
                  from meanwhile.tasks
                 where task_type = 'delete_calendar' and entity_id = ?
                """,
                id))
        .containsExactly(
            Map.of("calendar", "maria@cal", "entity_label", "John Smith, Wed 1 Apr 10:00"));

    desk.agent().put(path, Map.of("driver_id", maria)).expect(200);
    var cancelled = desk.agent().post(path + "/cancellation", Map.of("reason", "Rain")).expect(200);
    assertThat(cancelled.tasks()).containsExactly("delete_calendar", "send_sms_notification");
    assertThat(cancelled.json().at("/appointment/status").asString()).isEqualTo("cancelled");
    assertThat(cancelled.json().at("/appointment/cancel_reason").asString()).isEqualTo("Rain");
    var twice = desk.agent().post("/cancel-appointment", Map.of("appointment_id", id)).expect(200);
    assertThat(twice.tasks()).isEmpty();

    var back = desk.agent().put(path, Map.of("status", "scheduled")).expect(200);
    assertThat(back.tasks()).containsExactly("sync_calendar", "send_sms_notification");
    assertThat(back.json().at("/appointment/cancelled_at").isNull()).isTrue();

    var deleted = desk.agent().send("DELETE", path, null, Map.of()).expect(200);
    assertThat(deleted.tasks()).containsExactly("delete_calendar");
    desk.agent().get(path).expect(404);
    desk.agent().put(path, Map.of("notes", "x")).expect(404);
    assertThat(desk.count("select count(*) from meanwhile.appointments where id = ?::uuid", id))
        .isEqualTo(1);
    assertThat(
            desk
                .rows("select action from meanwhile.audit_logs where entity_id = ? order by id", id)
                .stream()
                .map(row -> row.get("action")))
        .containsExactly(
            "create_appointment",
            "update_appointment",
            "update_appointment",
            "update_appointment",
            "update_appointment",
            "update_appointment",
            "cancel_appointment",
            "update_appointment",
            "delete_appointment");
  }

  @Test
  void times_are_read_on_the_clocks_of_the_zone() {
    var summer =
        desk.agent().post("/save-appointment", form("2098-07-01T09:30")).expect(201).json();
    assertThat(summer.at("/appointment/starts_at").asString()).isEqualTo("2098-07-01T13:30:00Z");
    var winter =
        desk.agent().post("/save-appointment", form("2098-12-01T09:30")).expect(201).json();
    assertThat(winter.at("/appointment/starts_at").asString()).isEqualTo("2098-12-01T14:30:00Z");
    assertThat(winter.at("/appointment/starts_local").asString()).isEqualTo("2098-12-01T09:30");

    var chicago = form("2098-12-01T09:30");
    chicago.put("zone", "America/Chicago");
    assertThat(
            desk.agent()
                .post("/save-appointment", chicago)
                .json()
                .at("/appointment/starts_at")
                .asString())
        .isEqualTo("2098-12-01T15:30:00Z");
    var exact = form("2026-11-01T06:30:00Z");
    assertThat(
            desk.agent()
                .post("/save-appointment", exact)
                .json()
                .at("/appointment/starts_local")
                .asString())
        .isEqualTo("2026-11-01T01:30");

    // In New York these clocks go from 2:00 to 3:00, and in autumn 1:30 comes twice.
    var gap = desk.agent().post("/save-appointment", form("2026-03-08T02:30")).expect(422);
    assertThat(gap.errors()).containsExactly("/starts_at bad_value");
    assertThat(gap.json().get("detail").asString()).contains("02:30 does not exist");
    var first = desk.agent().post("/save-appointment", form("2026-11-01T01:30")).expect(201).json();
    assertThat(first.at("/appointment/starts_at").asString()).isEqualTo("2026-11-01T05:30:00Z");

    var wrong = form("tomorrow");
    wrong.put("zone", "Mars/Olympus");
    assertThat(desk.agent().post("/save-appointment", wrong).expect(422).errors())
        .containsExactlyInAnyOrder("/zone unknown", "/starts_at bad_value");
  }

  @Test
  void many_are_saved_together_or_not_at_all() {
    var items = new ArrayList<Map<String, Object>>();
    for (int hour = 8; hour < 12; hour++) {
      items.add(form("2097-05-05T%02d:00".formatted(hour), maria));
    }
    var answer = desk.agent().post("/api/appointments/bulk", Map.of("items", items)).expect(201);
    assertThat(answer.json().get("appointment_ids")).hasSize(4);
    assertThat(answer.json().get("message").asString()).startsWith("4 appointments saved. ");
    assertThat(answer.tasks()).hasSize(12);

    long before = desk.count("select count(*) from meanwhile.appointments");
    items.set(1, form("2097-05-06T25:00", maria));
    items.get(2).put("client_id", "K9999999");
    items.get(3).put("driver_id", clinic);
    var refused = desk.agent().post("/api/appointments/bulk", Map.of("items", items)).expect(422);
    assertThat(refused.errors())
        .containsExactly(
            "/items/1/starts_at bad_value",
            "/items/2/client_id unknown",
            "/items/3/driver_id unknown");
    assertThat(desk.count("select count(*) from meanwhile.appointments")).isEqualTo(before);
    desk.agent().post("/api/appointments/bulk", Map.of("items", List.of())).expect(422);
  }

  @Test
  void two_at_once_are_told_and_drivers_who_are_free_come_first() {
    var first = form("2096-05-05T09:00", maria);
    first.put("transit_minutes", 20);
    String one = saved("/save-appointment", first, "appointment_id");
    // It begins when the other is over, but not when the driver is back.
    var second =
        desk.agent().post("/save-appointment", form("2096-05-05T09:40", maria)).expect(201).json();

    assertThat(second.at("/appointment/conflicts")).hasSize(1);
    assertThat(second.at("/appointment/conflicts/0/appointment_id").asString()).isEqualTo(one);
    assertThat(second.at("/appointment/conflicts/0/sentence").asString())
        .isEqualTo("Maria Lopez drives John Smith to Bay Clinic from 08:40 to 09:50.");
    var listed =
        desk.agent()
            .get("/api/appointments", "from", "2096-05-05T00:00:00Z", "to", "2096-05-06T00:00:00Z")
            .json();
    assertThat(listed.at("/items/0/conflicts")).hasSize(1);

    var suggestions =
        desk.agent()
            .get(
                "/api/desk/suggestions",
                "client",
                client,
                "clinic",
                clinic,
                "starts_at",
                "2096-05-05T13:15:00Z")
            .json();
    assertThat(
            suggestions
                .valueStream()
                .map(s -> s.get("name").asString() + " " + s.get("free").asBoolean()))
        .containsExactly("Dora Driver true", "Maria Lopez false");
  }

  @Test
  void a_driver_sees_the_own_trips_and_nothing_else() {
    String mine = saved("/save-appointment", form("2095-05-05T09:00", dora), "appointment_id");
    String others = saved("/save-appointment", form("2095-05-05T11:00", maria), "appointment_id");
    Agent driver = desk.agent().as("dora");

    var trips =
        driver
            .get("/api/desk/trips", "from", "2095-05-05T00:00:00Z", "to", "2095-05-06T00:00:00Z")
            .expect(200)
            .json();
    assertThat(trips.get("items")).hasSize(1);
    assertThat(trips.at("/items/0/id").asString()).isEqualTo(mine);
    assertThat(trips.at("/items/0/client_name").asString()).isEqualTo("John Smith");
    for (String path :
        List.of(
            "/api/appointments",
            "/api/appointments/" + others,
            "/api/appointments/" + mine,
            "/api/desk/summary")) {
      driver.get(path).expect(403);
    }
    desk.agent()
        .as("carl")
        .get("/api/desk/trips", "from", "2095-05-05T00:00:00Z", "to", "2095-05-06T00:00:00Z")
        .expect(403);
    var ben =
        desk.agent()
            .as("ben")
            .get("/api/desk/trips", "from", "2095-05-05T00:00:00Z", "to", "2095-05-06T00:00:00Z");
    assertThat(ben.expect(200).json().get("items")).isEmpty();
  }

  @Test
  void lists_find_by_driver_client_status_and_words() {
    for (int day = 10; day < 15; day++) {
      desk.agent().post("/save-appointment", form("2094-05-%dT09:00".formatted(day))).expect(201);
    }
    var found = new ArrayList<String>();
    String cursor = "";
    do {
      var page =
          desk.agent()
              .get(
                  "/api/appointments",
                  "from",
                  "2094-05-01T00:00:00Z",
                  "to",
                  "2094-06-01T00:00:00Z",
                  "driver",
                  "none",
                  "client",
                  client,
                  "status",
                  "scheduled",
                  "q",
                  "smith bay",
                  "limit",
                  "2",
                  "cursor",
                  cursor)
              .expect(200)
              .json();
      page.get("items").forEach(one -> found.add(one.get("starts_local").asString()));
      cursor = page.path("next_cursor").asString("");
    } while (!cursor.isEmpty());
    assertThat(found)
        .containsExactly(
            "2094-05-10T09:00",
            "2094-05-11T09:00",
            "2094-05-12T09:00",
            "2094-05-13T09:00",
            "2094-05-14T09:00");
    assertThat(
            desk.agent()
                .get(
                    "/api/appointments",
                    "driver",
                    maria,
                    "from",
                    "2094-05-01T00:00:00Z",
                    "to",
                    "2094-06-01T00:00:00Z")
                .json()
                .get("items"))
        .isEmpty();
    desk.agent().get("/api/appointments", "driver", "somebody").expect(400);
    desk.agent().get("/api/appointments", "status", "lost").expect(400);
    desk.agent().get("/api/appointments", "from", "yesterday").expect(400);

    var summary = desk.agent().get("/api/desk/summary").expect(200).json();
    assertThat(summary.get("zone").asString()).isEqualTo("America/New_York");
    assertThat(summary.get("clients").asLong()).isPositive();
  }

  @Test
  void the_calls_of_the_documents_set_work_going_that_does_not_go_yet() {
    var saved =
        desk.agent()
            .post("/add-client", Map.of("first_name", "Quo", "last_name", "Sync", "zip", "33602"))
            .expect(201)
            .json();
    String knumber = saved.get("client_id").asString();
    String task = saved.at("/tasks/0/id").asString();

    var told =
        desk.agent()
            .post("/process-drive-times", Map.of("task_id", task, "client_id", knumber))
            .expect(200);
    assertThat(told.json().get("task_id").asString()).isEqualTo(task);
    assertThat(told.tasks()).isEmpty();
    desk.agent().post("/api/tasks/" + task + "/cancellation", Map.of()).expect(200);
    var anew =
        desk.agent()
            .post("/process-drive-times", Map.of("task_id", task, "client_id", knumber))
            .expect(200);
    assertThat(anew.tasks()).containsExactly("calculate_distances");
    assertThat(
            desk.agent()
                .post("/process-quo-sync", Map.of("entity_type", "client", "entity_id", knumber))
                .expect(200)
                .tasks())
        .containsExactly("add_openphone_contact");
    desk.agent().post("/process-drive-times", Map.of("client_id", "K9999999")).expect(404);
    desk.agent()
        .post("/process-quo-sync", Map.of("entity_type", "cat", "entity_id", "1"))
        .expect(422);
  }
}
