package dev.meanwhile.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Staff;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

class PassTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.demo=false", "meanwhile.worker=false");

  private Staff staff;

  @BeforeEach
  void forgetGuesses() {
    server.bean(JdbcClient.class).sql("truncate meanwhile.throttles").update();
    staff = Staff.of(server);
  }

  @Test
  void a_site_gets_a_token_for_its_visitor_that_reads_only_what_is_theirs() {
    Browser visitor = staff.hired("visitor", "supervisor");
    String theirs = create(visitor, "K1");
    create(staff.admin(), "K1");
    String key = key(staff.admin());

    Answer made = ask(key, Map.of("username", "Visitor"));
    String token = made.json().get("access_token").asString();

    assertThat(made.json().get("expires_in").asInt()).isEqualTo(900);
    assertThat(made.header("Cache-Control")).contains("no-store");
    var items = call("/api/tasks", token).json().get("items");
    assertThat(items.size()).isEqualTo(1);
    assertThat(items.get(0).get("id").asString()).isEqualTo(theirs);
    var me = call("/api/me", token).json();
    assertThat(me.get("username").asString()).isEqualTo("visitor");
    assertThat(me.get("email").isNull()).isTrue();
    assertThat(me.get("capabilities").toString())
        .contains("tasks:read:own", "notices:read:own")
        .doesNotContain("change", "any\",\"keys", "tasks:read:any");
    assertThat(post("/api/tasks", token, "{\"task_type\":\"echo\"}").status()).isEqualTo(403);
    assertThat(post("/api/widget-tokens", token, "{}").status()).isEqualTo(403);
    assertThat(call("/api/sessions", token).status()).isEqualTo(403);
    assertThat(call("/api/users", token).status()).isEqualTo(403);
    assertThat(call("/get-all-failed-tasks", token).status()).isEqualTo(403);
  }

  @Test
  void a_token_for_one_task_opens_that_task_only() {
    Browser agent = staff.hired("onlyone", "booking_agent");
    String task = create(agent, "K2");
    String other = create(agent, "K2");
    String token = token(key(agent), Map.of("task_id", task));

    assertThat(call("/api/tasks/" + task, token).status()).isEqualTo(200);
    assertThat(call("/api/tasks/" + task + "/events", token).status()).isEqualTo(200);
    for (String closed :
        new String[] {
          "/api/tasks/" + other,
          "/api/tasks",
          "/api/tasks?entity=client:K2",
          "/api/me",
          "/api/live",
          "/api/live?task=" + other,
          "/api/live?task=" + task + "&task=" + other,
          "/api/live?task=" + task + "," + other,
          "/api/live?task=" + task + "&entity=client:K2"
        }) {
      assertThat(call(closed, token).status()).as(closed).isEqualTo(403);
    }
  }

  @Test
  void a_token_for_one_entity_opens_its_tasks_only() {
    Browser agent = staff.hired("entity", "booking_agent");
    String task = create(agent, "K3");
    String other = create(agent, "K4");
    String token = token(key(agent), Map.of("entity", "client:K3"));

    assertThat(call("/api/tasks?entity=client:K3", token).json().get("items").size()).isEqualTo(1);
    assertThat(call("/api/tasks/" + task, token).status()).isEqualTo(200);
    assertThat(call("/api/tasks/" + other, token).status()).isEqualTo(404);
    assertThat(call("/api/tasks/" + other + "/events", token).status()).isEqualTo(404);
    assertThat(call("/api/tasks?entity=client:K4", token).status()).isEqualTo(403);
    assertThat(call("/api/tasks?entity=client", token).status()).isEqualTo(403);
    assertThat(call("/api/live?entity=client:K3&entity=client:K4", token).status()).isEqualTo(403);
  }

  @Test
  void a_token_ends_with_its_key() {
    Browser agent = staff.hired("revoked", "booking_agent");
    var made = agent.post("/api/keys", Map.of("name", "site", "scope", "write")).json();
    String token = token(made.get("secret").asString(), Map.of());

    assertThat(call("/api/tasks", token).status()).isEqualTo(200);
    agent.delete("/api/keys/" + made.get("key").get("id").asString());
    assertThat(call("/api/tasks", token).status()).isEqualTo(401);
  }

  @Test
  void nobody_gets_a_token_for_somebody_they_do_not_look_after() {
    Browser agent = staff.hired("nosy", "booking_agent");
    staff.hire("watched", "booking_agent");
    String key = key(agent);
    String reads = agent.post("/api/keys", Map.of("name", "r")).json().get("secret").asString();

    assertThat(ask(key, Map.of("username", "watched")).status()).isEqualTo(404);
    assertThat(ask(key, Map.of("username", "nobody")).status()).isEqualTo(404);
    assertThat(ask(key, Map.of("username", "nosy", "entity", "client:K1")).status()).isEqualTo(400);
    assertThat(ask(key, Map.of("entity", "client:")).status()).isEqualTo(400);
    assertThat(ask(reads, Map.of()).status()).isEqualTo(403);
  }

  @Test
  void those_who_see_everybodys_tasks_can_ask_for_their_own() {
    Browser boss = staff.hired("boss", "supervisor");
    String own = create(boss, "K5");
    create(staff.admin(), "K5");

    var mine = boss.get("/api/tasks?entity=client:K5&mine=true").json().get("items");
    assertThat(boss.get("/api/tasks?entity=client:K5").json().get("items").size()).isEqualTo(2);
    assertThat(mine.size()).isEqualTo(1);
    assertThat(mine.get(0).get("id").asString()).isEqualTo(own);
  }

  private static String key(Browser owner) {
    return owner
        .post("/api/keys", Map.of("name", "site", "scope", "write"))
        .json()
        .get("secret")
        .asString();
  }

  private static String create(Browser person, String client) {
    var task = new HashMap<String, Object>();
    task.put("task_type", "echo");
    task.put("entity_type", "client");
    task.put("entity_id", client);
    return person.post("/api/tasks", task).json().get("id").asString();
  }

  private static String token(String key, Map<String, String> wish) {
    return ask(key, wish).json().get("access_token").asString();
  }

  private static Answer ask(String key, Map<String, String> wish) {
    var json = new StringBuilder("{");
    wish.forEach((name, value) ->
        json.append(json.length() > 1 ? "," : "").append("\"%s\":\"%s\"".formatted(name, value)));
    return post("/api/widget-tokens", key, json.append("}").toString());
  }

  private static Answer post(String path, String bearer, String json) {
    return server.http().post(path, json, "Authorization", "Bearer " + bearer);
  }

  private static Answer call(String path, String bearer) {
    return server.http().get(path, "Authorization", "Bearer " + bearer);
  }
}
