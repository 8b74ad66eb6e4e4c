package dev.meanwhile.apps.desk.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.apps.desk.support.Agent;
import dev.meanwhile.apps.desk.support.DeskServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientTest {
  @RegisterExtension static final DeskServer desk = DeskServer.idle();

  private static Map<String, Object> john(String lastName) {
    var form = new HashMap<String, Object>();
    form.put("first_name", "John");
    form.put("last_name", lastName);
    form.put("phone", "(813) 555-0123");
    form.put("email", "john@example.org");
    form.put("address", "12 Main St");
    form.put("city", "Tampa");
    form.put("state", "fl");
    form.put("zip", "33602");
    return form;
  }

  @Test
  void a_client_is_saved_with_audit_entry_and_tasks_in_the_words_of_the_documents() {
    var answer = desk.agent().post("/add-client", john("Smith")).expect(201);

    var body = answer.json();
    String knumber = body.get("client_id").asString();
    assertThat(knumber).matches("K\\d{7}");
    assertThat(body.get("success").asBoolean()).isTrue();
    assertThat(body.get("message").asString())
        .isEqualTo("Client saved. Drive times and Quo sync processing in background.");
    assertThat(answer.tasks()).containsExactly("calculate_distances", "add_openphone_contact");
    assertThat(body.at("/client/phone").asString()).isEqualTo("+18135550123");
    assertThat(body.at("/client/state").asString()).isEqualTo("FL");
    assertThat(body.at("/client/travel_times").asString()).isEqualTo("calculating");

    assertThat(
            desk.rows(
                """
                select t.task_type, t.entity_label, t.entity_id, t.input_data->>'client_id' as client, a.action, a.user_name
                  from meanwhile.tasks t
                  join meanwhile.audit_logs a on a.id = t.audit_log_id
                 where t.entity_type = 'client' and t.entity_id = ?
                 order by t.task_type
                """,
                knumber))
        .hasSize(2)
        .allSatisfy(row -> {
          assertThat(row.get("entity_label")).isEqualTo("John Smith (%s)".formatted(knumber));
          assertThat(row.get("client")).isEqualTo(knumber);
          assertThat(row.get("action")).isEqualTo("create_client");
          assertThat(row.get("user_name")).isEqualTo("Sandra Supervisor");
        });
    assertThat(desk.agent().get("/api/clients/" + knumber).expect(200).header("ETag"))
        .isEqualTo("\"1\"");
  }

  @Test
  void what_is_wrong_is_said_field_by_field_and_nothing_is_saved() {
    long before = desk.count("select count(*) from meanwhile.clients");
    var form = john(" ");
    form.put("phone", "12");
    form.put("email", "john at example");
    form.put("state", "Florida");
    form.put("zip", "336");
    form.put("latitude", 27.9);
    form.put("shoe_size", 44);
    form.put("primary_clinic_id", "01900000-0000-7000-8000-000000000000");

    var answer = desk.agent().post("/api/clients", form).expect(422);

    assertThat(answer.errors())
        .containsExactlyInAnyOrder(
            "/last_name required",
            "/phone bad_value",
            "/email bad_value",
            "/state bad_value",
            "/zip bad_value",
            "/longitude required",
            "/shoe_size unknown",
            "/primary_clinic_id unknown");
    assertThat(answer.json().get("detail").asString()).contains("The last name is missing.");
    assertThat(desk.count("select count(*) from meanwhile.clients")).isEqualTo(before);
  }

  @Test
  void a_form_that_is_sent_twice_is_saved_once() throws Exception {
    var form = john("Twice");
    var clicks = new ArrayList<Callable<Agent.Answer>>();
    for (int i = 0; i < 8; i++) {
      clicks.add(() -> desk.agent().post("/add-client", form));
    }
    List<Agent.Answer> answers = new ArrayList<>();
    try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var one : hands.invokeAll(clicks)) {
        answers.add(one.get().expect(201));
      }
    }

    assertThat(answers.stream().map(one -> one.json().get("client_id")).distinct()).hasSize(1);
    assertThat(answers.stream().map(one -> one.json().get("tasks")).distinct()).hasSize(1);
    assertThat(answers.stream().filter(one -> one.header("Idempotency-Replayed").isEmpty()))
        .hasSize(1);
    assertThat(desk.count("select count(*) from meanwhile.clients where last_name = 'Twice'"))
        .isEqualTo(1);
    // Another person may mean another client.
    var other = desk.agent().as("ben").post("/add-client", form).expect(201).json();
    assertThat(other.get("client_id")).isNotEqualTo(answers.getFirst().json().get("client_id"));
    // And so may the same person, a while later.
    desk.change("update meanwhile.desk_requests set created_at = created_at - interval '1 minute'");
    var later = desk.agent().post("/add-client", form).expect(201);
    assertThat(later.header("Idempotency-Replayed")).isEmpty();
  }

  @Test
  void a_key_stands_for_one_form() {
    var first = desk.agent().keyed("form-1", "/api/clients", john("Keyed")).expect(201);
    var again = desk.agent().keyed("form-1", "/api/clients", john("Keyed")).expect(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");

    var other = desk.agent().keyed("form-1", "/api/clients", john("Other")).expect(422);
    assertThat(other.json().get("type").asString()).endsWith("key-reused");

    // What was refused may be corrected under the same key.
    desk.agent().keyed("form-2", "/api/clients", Map.of("first_name", "Jo")).expect(422);
    desk.agent().keyed("form-2", "/api/clients", john("Corrected")).expect(201);
  }

  @Test
  void a_change_says_what_changed_and_leaves_only_the_work_that_needs_doing() {
    String knumber =
        desk.agent()
            .post("/api/clients", john("Change"))
            .expect(201)
            .json()
            .get("client_id")
            .asString();
    desk.change(
        "update meanwhile.clients set clinic_travel_times = '[]' where knumber = ?", knumber);

    var nothing = desk.agent().put("/api/clients/" + knumber, Map.of("city", "Tampa")).expect(200);
    assertThat(nothing.tasks()).isEmpty();
    assertThat(nothing.json().get("message").asString()).isEqualTo("Client saved.");
    assertThat(nothing.json().at("/client/version").asLong()).isEqualTo(1);

    var notes =
        desk.agent().put("/api/clients/" + knumber, Map.of("notes", "Rings twice.")).expect(200);
    assertThat(notes.tasks()).isEmpty();
    assertThat(notes.json().at("/client/travel_times").asString()).isEqualTo("ready");

    var moved =
        desk.agent()
            .post("/update-client", Map.of("client_id", knumber, "address", "9 Oak Ave"))
            .expect(200);
    assertThat(moved.tasks()).containsExactly("calculate_distances");
    assertThat(moved.json().at("/client/travel_times").asString()).isEqualTo("calculating");

    var renamed =
        desk.agent()
            .put("/api/clients/" + knumber, Map.of("phone", "+1 813 555 0199", "version", 3))
            .expect(200);
    assertThat(renamed.tasks()).containsExactly("add_openphone_contact");
    assertThat(
            desk.rows(
                """
                select details->'changes'->'phone'->>'before' as was, details->'changes'->'phone'->>'after' as now
                  from meanwhile.audit_logs
                 where action = 'update_client' and entity_id = ?
                 order by id desc
                 limit 1
                """,
                knumber))
        .containsExactly(Map.of("was", "+18135550123", "now", "+18135550199"));
  }

  @Test
  void nobody_writes_over_what_they_have_not_seen() {
    String knumber =
        desk.agent()
            .post("/api/clients", john("Race"))
            .expect(201)
            .json()
            .get("client_id")
            .asString();
    desk.agent().put("/api/clients/" + knumber, Map.of("notes", "One", "version", 1)).expect(200);
    // A second click of the same form is no conflict with itself.
    desk.agent().put("/api/clients/" + knumber, Map.of("notes", "One", "version", 1)).expect(200);

    var late =
        desk.agent()
            .as("ben")
            .put("/api/clients/" + knumber, Map.of("notes", "Two", "version", 1))
            .expect(412);

    assertThat(late.header("ETag")).isEqualTo("\"2\"");
    assertThat(late.json().at("/current/notes").asString()).isEqualTo("One");
    assertThat(late.json().get("detail").asString()).contains("version 2");
  }

  @Test
  void the_list_is_searched_by_words_and_read_page_by_page() {
    for (int i = 0; i < 5; i++) {
      var form = john("Page" + i);
      form.put("phone", "813 555 016" + i);
      desk.agent().post("/api/clients", form).expect(201);
    }
    var found = new ArrayList<String>();
    String cursor = "";
    do {
      var page =
          desk.agent().get("/api/clients", "q", "john page", "limit", "2", "cursor", cursor).json();
      page.get("items").forEach(one -> found.add(one.get("last_name").asString()));
      if (cursor.isEmpty()) {
        assertThat(page.get("total_estimate").asLong()).isEqualTo(5);
      }
      cursor = page.path("next_cursor").asString("");
    } while (!cursor.isEmpty());
    assertThat(found).containsExactly("Page0", "Page1", "Page2", "Page3", "Page4");

    assertThat(
            desk.agent()
                .get("/api/clients", "q", "(813) 555-0163")
                .json()
                .at("/items/0/last_name")
                .asString())
        .isEqualTo("Page3");
    assertThat(desk.agent().get("/api/clients", "q", "100%").json().get("items")).isEmpty();
    desk.agent().get("/api/clients", "cursor", "abc").expect(400);
    desk.agent().get("/api/clients", "limit", "0").expect(400);
    desk.agent().get("/api/clients/K9999999").expect(404);
  }

  @Test
  void drivers_and_clients_do_not_come_to_the_desk() {
    for (String name : List.of("dora", "carl")) {
      desk.agent().as(name).get("/api/clients").expect(403);
      desk.agent().as(name).post("/add-client", john("Nobody")).expect(403);
    }
    desk.agent().as("ben").get("/api/clients").expect(200);
  }
}
