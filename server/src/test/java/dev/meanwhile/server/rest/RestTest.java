package dev.meanwhile.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.support.Browser;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Staff;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What n8n's Supabase node and supabase-js send, to the real server.
class RestTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.demo=false", "meanwhile.worker=false");

  private static String boss = "";
  private static String bossId = "";
  private static String agent = "";
  private static String agentId = "";
  private static String reader = "";
  private static String driver = "";

  @BeforeAll
  static void people() {
    Staff staff = Staff.of(server);
    bossId = staff.hire("boss", "supervisor");
    boss = key(staff.enter("boss"), "write");
    agentId = staff.hire("agnes", "booking_agent");
    agent = key(staff.enter("agnes"), "write");
    reader = key(staff.enter("agnes"), "read");
    staff.hire("dora", "driver");
    var tokens =
        server
            .http()
            .post(
                "/api/tokens", Json.write(Map.of("username", "dora", "password", Staff.PASSWORD)));
    driver = tokens.json().get("access_token").asString();
    server
        .bean(JdbcClient.class)
        .sql("select meanwhile.register_task_type('workflow', max_retries => 0)")
        .query((_, _) -> 0)
        .single();
  }

  private static String key(Browser browser, String scope) {
    return browser
        .post("/api/keys", Map.of("name", scope, "scope", scope))
        .json()
        .get("secret")
        .asString();
  }

  /// As the node sends it.
  private static Answer call(
      String method, String path, @Nullable Object body, String key, String... headers) {
    var all = new ArrayList<>(List.of("apikey", key, "Authorization", "Bearer " + key));
    if (Arrays.stream(headers).noneMatch("Prefer"::equals)) {
      all.addAll(List.of("Prefer", "return=representation"));
    }
    if (Arrays.stream(headers).noneMatch("Accept"::equals)) {
      all.addAll(List.of("Accept", "application/json"));
    }
    all.addAll(List.of(headers));
    if (body != null) {
      all.addAll(List.of("Content-Type", "application/json"));
    }
    return server
        .http()
        .send(
            method,
            "/rest/v1/" + path.replace(">", "%3E"),
            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)),
            all.toArray(String[]::new));
  }

  private static String create(String key, Map<String, ?> row) {
    Answer made = call("POST", "async_tasks", List.of(row), key);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    return made.json().get(0).get("id").asString();
  }

  private static String create(String key) {
    return create(key, Map.of("task_type", "workflow", "input_data", Map.of("a", 1)));
  }

  private static String url(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 206);
    return answer.json().valueStream().map(row -> row.get("id").asString()).toList();
  }

  @Test
  void a_workflow_of_the_supabase_node_runs_unchanged() {
    JsonNode document = call("GET", "", null, boss).json();
    assertThat(document.get("paths").propertyNames()).contains("/async_tasks", "/task_events");
    assertThat(document.get("definitions").get("async_tasks").get("properties").get("input_data"))
        .isNotNull();

    Answer made =
        call(
            "POST",
            "async_tasks",
            List.of(
                Map.of(
                    "task_type",
                    "workflow",
                    "input_data",
                    "{\"conversation_id\":45}",
                    "created_by",
                    agentId)),
            boss);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    JsonNode row = made.json().get(0);
    String id = row.get("id").asString();
    assertThat(row.get("status").asString()).isEqualTo("pending");
    assertThat(row.get("input_data").get("conversation_id").asInt()).isEqualTo(45);
    assertThat(row.get("created_at").asString()).endsWith("+00:00");

    Answer started =
        call(
            "PATCH",
            "async_tasks?id=eq." + id,
            Map.of("status", "processing", "n8n_execution_id", "4711"),
            boss);
    assertThat(started.json().get(0).get("status").asString()).isEqualTo("processing");
    assertThat(started.json().get(0).get("n8n_execution_id").asString()).isEqualTo("4711");
    call(
        "PATCH",
        "async_tasks?or=(id.eq." + id + ")",
        Map.of("current_step", "thinking", "status_message", "Asking the model…"),
        boss);
    Answer ended =
        call(
            "PATCH",
            "async_tasks?id=eq." + id,
            Map.of("status", "completed", "output_data", Map.of("tokens_used", 812)),
            boss);
    assertThat(ended.status()).as(ended.toString()).isEqualTo(200);

    String and = url("(id.eq." + id + ",status.eq.\"completed\",task_type.like.work*)");
    JsonNode found = call("GET", "async_tasks?and=" + and + "&limit=50", null, boss).json();
    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("output_data").get("tokens_used").asInt()).isEqualTo(812);
    JsonNode events = call("GET", "task_events?task_id=eq." + id + "&order=id", null, boss).json();
    assertThat(events.valueStream().map(event -> event.get("event_type").asString()))
        .startsWith("submitted", "claimed", "reported")
        .endsWith("completed");
  }

  /// supabase-js: single(), maybeSingle(), select with a count, range().
  @Test
  void answers_have_the_shapes_that_libraries_expect() {
    String id = create(agent);
    create(agent);
    create(agent);
    String one = "async_tasks?select=id,a:input_data->a&id=eq.";

    Answer single = call("GET", one + id, null, agent, "Accept", Wishes.OBJECT);
    assertThat(single.header("Content-Type")).startsWith(Wishes.OBJECT);
    assertThat(single.json().toString()).isEqualTo("{\"id\":\"%s\",\"a\":1}".formatted(id));
    Answer none = call("GET", one + bossId, null, agent, "Accept", Wishes.OBJECT);
    assertThat(none.status()).isEqualTo(406);
    assertThat(none.json().get("code").asString()).isEqualTo("PGRST116");
    assertThat(none.json().get("details").asString()).isEqualTo("The result contains 0 rows");

    Answer head = call("HEAD", "async_tasks", null, agent, "Prefer", "count=exact");
    assertThat(head.header("Content-Range")).matches("0-\\d+/\\d+");
    assertThat(head.body()).isEmpty();
    Answer part = call("GET", "async_tasks?limit=1&offset=1", null, agent, "Prefer", "count=exact");
    assertThat(part.status()).isEqualTo(206);
    assertThat(part.header("Content-Range")).startsWith("1-1/");
    assertThat(part.header("Preference-Applied")).isEqualTo("count=exact");
    Answer ranged = call("GET", "async_tasks", null, agent, "Range", "0-1", "Range-Unit", "items");
    assertThat(ids(ranged)).hasSize(2);
    assertThat(
            call("GET", "async_tasks?offset=9999", null, agent, "Prefer", "count=exact").status())
        .isEqualTo(416);

    Answer quiet =
        call("POST", "async_tasks", Map.of("task_type", "workflow"), agent, "Prefer", "");
    assertThat(quiet.status()).isEqualTo(201);
    assertThat(quiet.body()).isEmpty();
    Answer changed =
        call(
            "PATCH",
            "async_tasks?id=eq." + id,
            Map.of("status", "cancelled"),
            agent,
            "Prefer",
            "return=minimal");
    assertThat(changed.status()).isEqualTo(204);
    assertThat(call("POST", "async_tasks", List.of(), agent).body()).isEqualTo("[]");
  }

  /// The node goes on while a page is full.
  @Test
  void pages_hold_each_row_once() {
    server
        .bean(JdbcClient.class)
        .sql(
            """
            insert into async_tasks (task_type, input_data, created_by)
            select 'workflow', '{"page": true}', null from generate_series(1, 1203)
            """)
        .update();
    String all = "async_tasks?input_data->>page=eq.true&select=id";

    var first = ids(call("GET", all, null, boss));
    var second = ids(call("GET", all + "&offset=1000", null, boss));

    assertThat(first).hasSize(1000);
    assertThat(second).hasSize(203);
    assertThat(new HashSet<>(Stream.concat(first.stream(), second.stream()).toList()))
        .hasSize(1203);
    assertThat(ids(call("GET", all + "&order=created_at.desc.nullslast&limit=3", null, boss)))
        .hasSize(3);
    Answer many = call("PATCH", all, Map.of("status", "cancelled"), boss);
    assertThat(many.status()).isEqualTo(400);
    assertThat(many.json().get("message").asString()).contains("more than 1,000 tasks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          async_tasks?id=eq.17              | 400 | 22P02    | id
          async_tasks?created_at=gt.soonish | 400 | 22007    | created_at
          background_tasks?retry_count=in.(1,x) | 400 | 22P02 | retry_count
          async_tasks?nothing=eq.1          | 400 | 42703    | nothing
          async_tasks?id=fts.x              | 400 | PGRST100 | /api/tasks
          async_tasks?select=id,users(*)    | 400 | PGRST200 | not joined
          users                             | 404 | PGRST205 | background_tasks
          pg_roles                          | 404 | PGRST205 | pg_roles
          rpc                               | 404 | PGRST205 | rpc
          a/b                               | 404 | PGRST125 | address
          async_tasks?metadata->>x=eq.%00   | 400 | PGRST102 | proper text
          """)
  void wrong_questions_are_answered_with_sentences(
      String path, int status, String code, String words) {
    Answer answer = call("GET", path, null, boss);

    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.json().get("code").asString()).isEqualTo(code);
    assertThat(answer.json().get("message").asString()).endsWith(".");
    assertThat(answer.body()).contains(words).doesNotContain("select ", "Exception", "SQL state");
    assertThat(answer.json().propertyNames())
        .contains("code", "message", "hint")
        .doesNotContain("error");
  }

  @Test
  void what_may_not_be_is_refused_and_changes_nothing() {
    String id = create(boss);

    refused(
        409, "MW001", call("PATCH", "async_tasks?id=eq." + id, done(), boss), "not been started");
    refused(405, "MW001", call("DELETE", "async_tasks?id=eq." + id, null, boss), "never deleted");
    refused(405, "MW001", call("POST", "task_events", Map.of("task_id", id), boss), "history");
    refused(
        405, "MW001", call("PATCH", "background_tasks_archive?id=eq." + id, done(), boss), "read");
    refused(400, "21000", call("PATCH", "async_tasks", done(), boss), "every task");
    refused(400, "MW005", patch(id, Map.of("task_type", "echo")), "does not change");
    refused(400, "MW005", patch(id, Map.of("status", "great")), "There is no status");
    refused(400, "PGRST204", patch(id, Map.of("colour", "red")), "colour");
    refused(400, "MW004", insert(Map.of("task_type", "unheard")), "unheard");
    refused(
        400,
        "MW005",
        insert(Map.of("task_type", "choosy", "input_data", Map.of("target", "x", "size", 1))),
        "no target");
    refused(
        400, "22P02", insert(Map.of("task_type", "workflow", "created_by", "me")), "created_by");
    refused(
        400, "MW005", insert(Map.of("task_type", "workflow", "input_data", List.of())), "object");
    refused(400, "PGRST102", call("POST", "async_tasks", List.of(1), boss), "no JSON object");
    refused(
        406, "PGRST106", call("GET", "async_tasks", null, boss, "Accept-Profile", "auth"), "auth");
    refused(
        400,
        "PGRST100",
        call("POST", "async_tasks", Map.of(), boss, "Prefer", "resolution=merge-duplicates"),
        "created once");

    // One of two is wrong: neither is created.
    Answer two =
        call(
            "POST",
            "async_tasks",
            List.of(
                Map.of("task_type", "workflow", "input_data", Map.of("two", 1)),
                Map.of("task_type", "unheard", "input_data", Map.of("two", 2))),
            boss);
    refused(400, "MW004", two, "unheard");
    assertThat(call("GET", "async_tasks?input_data->>two=not.is.null", null, boss).body())
        .isEqualTo("[]");
    assertThat(
            call("GET", "async_tasks?id=eq." + id, null, boss)
                .json()
                .get(0)
                .get("status")
                .asString())
        .isEqualTo("pending");
  }

  private static Map<String, ?> done() {
    return Map.of("status", "completed");
  }

  private static Answer patch(String id, Map<String, ?> row) {
    return call("PATCH", "async_tasks?id=eq." + id, row, boss);
  }

  private static Answer insert(Map<String, ?> row) {
    return call("POST", "async_tasks", row, boss);
  }

  private static void refused(int status, String code, Answer answer, String words) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.json().get("code").asString()).as(answer.toString()).isEqualTo(code);
    assertThat(answer.json().get("message").asString() + answer.json().path("hint").asString(""))
        .contains(words)
        .doesNotContain("PL/pgSQL", "ERROR:");
  }

  @Test
  void everybody_reaches_what_is_theirs() {
    String hers = create(agent);
    String others = create(boss);

    assertThat(ids(call("GET", "async_tasks?select=id", null, agent)))
        .contains(hers)
        .doesNotContain(others);
    assertThat(ids(call("GET", "async_tasks?select=id&order=id.desc", null, boss)))
        .contains(hers, others);
    assertThat(call("GET", "task_events?task_id=eq." + others, null, agent).body()).isEqualTo("[]");
    assertThat(
            call("PATCH", "async_tasks?id=eq." + others, Map.of("status", "cancelled"), agent)
                .body())
        .isEqualTo("[]");
    refused(
        403,
        "MW006",
        call("PATCH", "async_tasks?id=eq." + hers, Map.of("status", "processing"), agent),
        "Only a worker");
    refused(
        403,
        "MW006",
        call(
            "POST",
            "async_tasks",
            Map.of("task_type", "workflow", "input_data", Map.of(), "created_by", bossId),
            agent),
        "created_by");
    assertThat(
            call("PATCH", "async_tasks?id=eq." + hers, Map.of("status", "cancelled"), agent)
                .json()
                .get(0)
                .get("status")
                .asString())
        .isEqualTo("cancelled");

    refused(403, "42501", call("POST", "async_tasks", Map.of(), reader), "key");
    assertThat(call("GET", "async_tasks?limit=1", null, reader).status()).isEqualTo(200);
    refused(403, "42501", call("GET", "async_tasks", null, driver), "Only");
    refused(403, "42501", call("GET", "", null, driver), "Only");
    refused(401, "PGRST301", call("GET", "async_tasks", null, "mwk_wrong"), "key");
    assertThat(server.http().get("/rest/v1/async_tasks").status()).isEqualTo(401);
    assertThat(server.http().get("/rest/v1/async_tasks", "apikey", agent).status()).isEqualTo(200);
  }

  /// The documents' way to take a task: who comes second changes nothing, and is told so by an
  /// empty list.
  @Test
  void one_of_many_takers_gets_the_task() throws Exception {
    String id = create(boss);
    String waiting = "async_tasks?id=eq." + id + "&status=eq.pending&select=id";
    List<Integer> taken = new ArrayList<>();
    try (var takers = Executors.newFixedThreadPool(6)) {
      var answers =
          java.util.stream.IntStream.range(0, 6)
              .mapToObj(_ ->
                  takers.submit(() ->
                      ids(call("PATCH", waiting, Map.of("status", "processing"), boss)).size()))
              .toList();
      for (var answer : answers) {
        taken.add(answer.get());
      }
    }
    assertThat(taken).containsOnly(0, 1).containsOnlyOnce(1);
  }

  @Test
  void changes_are_written_down_with_who_made_them() {
    String id =
        call(
                "POST",
                "background_tasks?select=id,audit_log_id",
                Map.of("task_type", "workflow", "entity_type", "client", "entity_id", "K0000001"),
                boss)
            .json()
            .get(0)
            .get("id")
            .asString();
    patch(id, Map.of("status", "processing"));
    patch(id, Map.of("status_message", "Half way…"));
    patch(
        id, Map.of("status", "failed", "error_details", Map.of("message", "The partner is away.")));
    Answer dismissed =
        call("PATCH", "background_tasks?id=eq." + id, Map.of("dismissed_at", "now"), boss);
    assertThat(dismissed.json().get(0).get("dismissed_by").asString()).isEqualTo(bossId);

    JsonNode entries =
        server
            .http()
            .get("/api/audit?entity=task:" + id, "Authorization", "Bearer " + boss)
            .json()
            .get("items");
    assertThat(entries.valueStream().map(entry -> entry.get("action").asString()))
        .containsExactly("dismiss_task", "fail_task", "start_task", "create_task");
    JsonNode chain =
        server
            .http()
            .get(
                "/api/audit/" + entries.get(3).get("id").asString(),
                "Authorization",
                "Bearer " + boss)
            .json();
    assertThat(chain.toString()).contains(id);
    assertThat(
            server
                .bean(JdbcClient.class)
                .sql("select distinct actor from meanwhile.task_events where task_id = ?::uuid")
                .param(id)
                .query(String.class)
                .list())
        .containsExactly("user:boss");
  }

  @Test
  void the_functions_of_the_contract_can_be_called() {
    Answer made =
        call(
            "POST",
            "rpc/create_background_task",
            Map.of(
                "entity_type", "client",
                "entity_id", "K0000002",
                "entity_label", "John",
                "task_type", "workflow"),
            boss);
    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    String id = made.json().asString();
    Answer started = call("POST", "rpc/start_background_task", Map.of("task_id", id), boss);
    assertThat(started.json().asInt()).isEqualTo(1);
    refused(
        403,
        "MW006",
        call("POST", "rpc/complete_background_task", Map.of("task_id", id), agent),
        "Only a worker");
    assertThat(
            call(
                    "POST",
                    "rpc/complete_background_task",
                    Map.of("task_id", id, "result_json", Map.of("n", 1), "attempt", 1),
                    boss)
                .body())
        .isEqualTo("true");
    refused(
        409,
        "MW001",
        call("POST", "rpc/start_background_task", Map.of("task_id", id), boss),
        "nothing changes");
    refused(404, "PGRST202", call("POST", "rpc/pg_sleep", Map.of(), boss), "pg_sleep");
    refused(
        400,
        "22P02",
        call("POST", "rpc/start_background_task", Map.of("task_id", "x"), boss),
        "task_id");
    assertThat(
            call("POST", "rpc/dismiss_all_failed_tasks", Map.of("user_id", agentId), agent)
                .status())
        .isEqualTo(200);
  }

  /// Everything that can be written into an address, and a table that must still be there.
  @Test
  void injected_words_do_nothing() {
    String evil = url("x'); drop table meanwhile.tasks; --");
    for (String path :
        List.of(
            "async_tasks?task_type=eq." + evil,
            "async_tasks?or=(task_type.eq." + url("\"") + evil + url("\"") + ")",
            "async_tasks?select=" + evil + ":id",
            "async_tasks?" + evil + "=eq.1",
            "async_tasks?order=" + evil,
            "async_tasks?input_data->>" + evil + "=eq.1",
            "async_tasks?id=in.(" + evil + ")",
            evil)) {
      assertThat(call("GET", path, null, boss).status()).as(path).isLessThan(500);
    }
    assertThat(call("POST", "async_tasks", Map.of("x\") values (1); --", 1), boss).status())
        .isEqualTo(400);
    assertThat(create(boss)).isNotBlank();
  }
}
