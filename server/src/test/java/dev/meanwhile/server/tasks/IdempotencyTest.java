package dev.meanwhile.server.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.meanwhile.server.support.Http;
import dev.meanwhile.server.support.Http.Answer;
import dev.meanwhile.server.support.People;
import dev.meanwhile.server.support.RunningServer;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTest {
  @RegisterExtension static final RunningServer server = RunningServer.with().and(People.class);

  private final Http http = server.http();

  @Test
  void the_same_key_and_body_give_the_same_task() {
    Answer first = create("again", "hello");
    Answer second = create("again", "hello");

    assertThat(first.status()).isEqualTo(202);
    assertThat(first.header("Idempotency-Replayed")).isEmpty();
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.json().get("id")).isEqualTo(first.json().get("id"));
  }

  @Test
  void the_same_key_with_another_body_is_refused() {
    create("reused", "hello");

    Answer refused = create("reused", "goodbye");

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().get("type").asString()).endsWith("/key-reused");
  }

  @Test
  void fifty_at_once_make_one_task() throws Exception {
    List<Answer> answers;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          threads.invokeAll(
              IntStream.range(0, 50)
                  .<java.util.concurrent.Callable<Answer>>mapToObj(_ -> () -> create("fifty", "x"))
                  .toList());
      answers =
          calls.stream()
              .map(call -> {
                try {
                  return call.get();
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              })
              .toList();
    }

    assertThat(answers).allMatch(answer -> answer.status() == 202);
    assertThat(answers)
        .extracting(answer -> answer.header("Location"))
        .containsOnly(answers.getFirst().header("Location"));
    assertThat(answers)
        .filteredOn(answer -> answer.header("Idempotency-Replayed").isEmpty())
        .hasSize(1);
  }

  @Test
  void a_key_belongs_to_its_user() {
    Answer mine = create("shared", "x");
    Answer hers =
        http.post(
            "/api/tasks",
            body("x"),
            "Idempotency-Key",
            "shared",
            "Test-User",
            "booking_agent/anna");

    assertThat(hers.status()).isEqualTo(202);
    assertThat(hers.header("Location")).isNotEqualTo(mine.header("Location"));
  }

  @Test
  void the_words_of_the_source_documents_know_keys_as_well() {
    Answer first = http.post("/api/tasks/create", body("x"), "Idempotency-Key", "documented");
    Answer second = http.post("/api/tasks/create", body("x"), "Idempotency-Key", "documented");

    assertThat(second.json()).isEqualTo(first.json());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words"})
  void a_key_that_is_none_is_400(String key) {
    Answer refused = create(key, "x");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().get("errors").get(0).get("pointer").asString())
        .isEqualTo("Idempotency-Key:");
  }

  @Test
  void a_key_has_at_most_200_characters() {
    assertThat(create("k".repeat(200), "x").status()).isEqualTo(202);
    assertThat(create("k".repeat(201), "x").status()).isEqualTo(400);
  }

  private Answer create(String key, String words) {
    return http.post("/api/tasks", body(words), "Idempotency-Key", key);
  }

  private static String body(String words) {
    return "{\"task_type\": \"echo\", \"input_data\": {\"words\": \"%s\"}}".formatted(words);
  }
}
