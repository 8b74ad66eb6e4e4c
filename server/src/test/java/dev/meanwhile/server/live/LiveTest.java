package dev.meanwhile.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.People;
import dev.meanwhile.server.support.RunningServer;
import dev.meanwhile.server.support.Sse;
import dev.meanwhile.server.support.Sse.Frame;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class LiveTest {
  @RegisterExtension
  static final RunningServer server =
      RunningServer.with("meanwhile.live.heartbeat=200ms", "meanwhile.live.per-user=20")
          .and(People.class);

  private final Http http = server.http();

  @Test
  void a_fresh_stream_begins_with_the_tasks_as_they_stand() {
    String id = http.task("echo", Map.of());
    JsonNode task = http.ended(id);

    try (Sse stream = Sse.open(http, "/api/live?task=" + id)) {
      assertThat(stream.status()).isEqualTo(200);
      assertThat(stream.header("Content-Type")).startsWith("text/event-stream");
      assertThat(stream.header("Cache-Control")).contains("no-store");
      assertThat(stream.next()).isEqualTo(new Frame(null, "retry", "3000"));
      Frame snapshot = stream.next();
      assertThat(snapshot.event()).isEqualTo("snapshot");
      assertThat(snapshot.id()).isEqualTo(snapshot.json().get("cursor").asString());
      assertThat(snapshot.json().get("tasks")).hasSize(1);
      assertThat(snapshot.json().get("tasks").get(0)).isEqualTo(task);
    }
  }

  @Test
  void every_change_follows_in_order_and_once() {
    try (Sse stream = Sse.open(http, "/api/live")) {
      stream.next("snapshot");
      String id =
          http.post(
                  "/api/tasks",
                  """
                  {"task_type": "chatter", "input_data": {"sentences": 5},
                   "entity_type": "client", "entity_id": "K1", "entity_label": "Jo (K1)"}
                  """)
              .json()
              .get("id")
              .asString();
      List<Frame> frames = story(stream, id);

      assertThat(frames)
          .extracting(frame -> frame.json().get("version").asLong())
          .containsExactlyElementsOf(versions(id));
      assertThat(frames)
          .allMatch(frame -> frame.json().get("cursor").asString().equals(frame.id()));
      JsonNode first = frames.getFirst().json();
      assertThat(first.get("event_type").asString()).isEqualTo("submitted");
      assertThat(first.get("task_type").asString()).isEqualTo("chatter");
      assertThat(first.get("entity_type").asString()).isEqualTo("client");
      assertThat(first.get("entity_id").asString()).isEqualTo("K1");
      assertThat(first.get("entity_label").asString()).isEqualTo("Jo (K1)");
    }
  }

  @Test
  void a_reader_that_was_away_misses_nothing_and_gets_nothing_twice() {
    String position;
    var seen = new ArrayList<String>();
    try (Sse stream = Sse.open(http, "/api/live")) {
      position = String.valueOf(stream.next("snapshot").id());
    }
    String id = http.task("chatter", Map.of("sentences", 20));
    http.ended(id);
    // Cut after every third frame, as a bad network would.
    while (true) {
      try (Sse stream = Sse.open(http, "/api/live?task=" + id, "Last-Event-ID", position)) {
        for (int i = 0; i < 3; i++) {
          Frame frame = stream.next("task");
          seen.add(frame.json().get("version").asString());
          position = String.valueOf(frame.id());
          if (frame.json().get("event_type").asString().equals("completed")) {
            assertThat(seen)
                .containsExactlyElementsOf(versions(id).stream().map(String::valueOf).toList());
            return;
          }
        }
      }
    }
  }

  @Test
  void a_resumed_stream_goes_on_with_what_happens_now() {
    String position;
    try (Sse stream = Sse.open(http, "/api/live")) {
      position = String.valueOf(stream.next("snapshot").id());
    }
    String before = http.task("echo", Map.of());
    http.ended(before);

    try (Sse stream = Sse.open(http, "/api/live", "Last-Event-ID", position)) {
      List<Frame> old = story(stream, before);
      String after = http.task("echo", Map.of());
      List<Frame> fresh = story(stream, after);

      assertThat(old).hasSize(versions(before).size());
      assertThat(fresh).hasSize(versions(after).size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc", "0.0.0", "ffffffffffffffff.1.1", "1.2", "1.2.3.4", "%"})
  void an_unknown_position_is_told_as_such(String position) {
    try (Sse stream = Sse.open(http, "/api/live", "Last-Event-ID", position)) {
      Frame reset = stream.next("reset");

      assertThat(reset.id()).isNull();
      assertThat(reset.json().get("reason").asString()).isNotBlank();
      assertThat(stream.next().event()).isEqualTo("end");
    }
  }

  @Test
  void a_position_from_the_future_is_unknown() {
    String position;
    try (Sse stream = Sse.open(http, "/api/live")) {
      position = String.valueOf(stream.next("snapshot").id());
    }
    String future = position.substring(0, position.indexOf('.')) + ".999999999999.1";

    try (Sse stream = Sse.open(http, "/api/live", "Last-Event-ID", future)) {
      assertThat(stream.next("reset").json().get("reason").asString()).contains("not known");
    }
  }

  @Test
  void a_stream_that_is_only_asked_about_is_not_opened() {
    Answer answer = http.send("HEAD", "/api/live", BodyPublishers.noBody());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
  }

  @Test
  void a_silent_stream_shows_that_it_is_alive_without_moving_the_position() {
    try (Sse stream = Sse.open(http, "/api/live?entity=nothing:ever")) {
      stream.next("snapshot");

      assertThat(stream.next()).isEqualTo(new Frame(null, "comment", ""));
      assertThat(stream.next()).isEqualTo(new Frame(null, "comment", ""));
    }
  }

  @Test
  void a_narrow_stream_carries_only_what_was_asked_for() {
    String wanted = http.task("echo", Map.of());
    http.ended(wanted);
    try (Sse byTask = Sse.open(http, "/api/live?task=" + wanted + "&task=" + wanted);
        Sse byThing = Sse.open(http, "/api/live?entity=client:N:1")) {
      byTask.next("snapshot");
      assertThat(byThing.next("snapshot").json().get("tasks")).isEmpty();
      http.ended(http.task("echo", Map.of()));
      String about =
          http.post(
                  "/api/tasks",
                  "{\"task_type\":\"break\",\"entity_type\":\"client\",\"entity_id\":\"N:1\"}")
              .json()
              .get("id")
              .asString();

      assertThat(byThing.next("task").json().get("task_id").asString()).isEqualTo(about);
      http.ended(about);
      http.post("/api/tasks/" + about + "/retry");
      assertThat(byTask.next().event()).isEqualTo("comment");
    }
  }

  @Test
  void a_stream_carries_several_tasks_and_things_each_event_once() {
    String first = http.task("echo", Map.of());
    http.ended(first);
    String body = "{\"task_type\":\"break\",\"entity_type\":\"client\",\"entity_id\":\"M,2\"}";
    String second = http.post("/api/tasks", body).json().get("id").asString();
    http.ended(second);
    String topic =
        "/api/live?task=%s&task=%s&entity=client:M,2&entity=client:M3".formatted(first, second);
    try (Sse stream = Sse.open(http, topic)) {
      JsonNode tasks = stream.next("snapshot").json().get("tasks");
      http.post("/api/tasks/" + second + "/retry");
      List<Frame> frames = story(stream, second);

      assertThat(tasks.valueStream().map(task -> task.get("id").asString()))
          .containsExactlyInAnyOrder(first, second);
      assertThat(frames).doesNotHaveDuplicates();
      assertThat(frames.getFirst().json().get("event_type").asString()).isEqualTo("retried");
    }
  }

  @Test
  void nobody_hears_of_the_tasks_of_others() {
    try (Sse anna = Sse.open(http, "/api/live", "Test-User", "booking_agent/anna")) {
      String position = String.valueOf(anna.next("snapshot").id());
      String foreign = http.task("echo", Map.of());
      http.ended(foreign);
      String hers =
          http.post("/api/tasks", "{\"task_type\":\"echo\"}", "Test-User", "booking_agent/anna")
              .json()
              .get("id")
              .asString();

      assertThat(anna.next("task").json().get("task_id").asString()).isEqualTo(hers);
      try (Sse again =
              Sse.open(
                  http, "/api/live", "Test-User", "booking_agent/anna", "Last-Event-ID", position);
          Sse spying =
              Sse.open(http, "/api/live?task=" + foreign, "Test-User", "booking_agent/anna")) {
        assertThat(again.next("task").json().get("task_id").asString()).isEqualTo(hers);
        assertThat(spying.next("snapshot").json().get("tasks")).isEmpty();
      }
    }
  }

  @Test
  void a_user_has_a_number_of_streams_and_no_more() {
    var open = new ArrayList<Sse>();
    try {
      for (int i = 0; i < 20; i++) {
        Sse stream = Sse.open(http, "/api/live?entity=a:b", "Test-User", "booking_agent/greedy");
        assertThat(stream.status()).isEqualTo(200);
        open.add(stream);
      }
      Answer refused = http.get("/api/live?entity=a:b", "Test-User", "booking_agent/greedy");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("Retry-After")).isNotEmpty();
      assertThat(refused.json().get("detail").asString())
          .isEqualTo("You have 20 live streams open.");

      open.removeFirst().close();
      // The server notices with one of the next heartbeats.
      Sse next = Sse.open(http, "/api/live?entity=a:b", "Test-User", "booking_agent/greedy");
      while (next.status() == 429) {
        next = Sse.open(http, "/api/live?entity=a:b", "Test-User", "booking_agent/greedy");
      }
      open.add(next);
      assertThat(next.status()).isEqualTo(200);
    } finally {
      open.forEach(Sse::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"entity=client", "entity=:1", "entity=client:", "task=17"})
  void a_topic_that_is_none_is_refused(String query) {
    Answer refused = http.get("/api/live?" + query);

    assertThat(refused.status()).isBetween(400, 404);
    assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
  }

  /// The frames of one task until it has ended.
  private static List<Frame> story(Sse stream, String id) {
    var frames = new ArrayList<Frame>();
    while (true) {
      Frame frame = stream.next("task");
      if (frame.json().get("task_id").asString().equals(id)) {
        frames.add(frame);
        if (List.of("completed", "failed").contains(frame.json().get("event_type").asString())) {
          return frames;
        }
      }
    }
  }

  private List<Long> versions(String id) {
    return http.get("/api/tasks/" + id + "/events?limit=1000")
        .json()
        .get("items")
        .valueStream()
        .map(event -> event.get("version").asLong())
        .toList();
  }
}
