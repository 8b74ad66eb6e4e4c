package dev.meanwhile.engine.testing;

import static dev.meanwhile.engine.testing.StoryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskGroup;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Work;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RecipeTest {
  @RegisterExtension static final PostgresExtension database = PostgresExtension.empty();

  record Letter(String to) {}

  static final TaskType<Letter> MAIL = TaskType.of("mail", Letter.class).retries(2);

  private static Outcome send(Letter letter, Work work) throws Exception {
    String receipt =
        work.step("sending", "Sending to " + letter.to() + "…", String.class, () -> "r-1");
    return Outcome.completed(receipt, "Sent.");
  }

  // example
  @Test
  void a_busy_mail_server_is_tried_again() {
    try (var engine = TestEngine.on(database.dataSource()).handles(MAIL, RecipeTest::send).open()) {
      UUID id = engine.tasks().submit(MAIL.task(new Letter("sandra"))).id();
      engine.failStep("sending", Outcome.failedForNow("Mail failed", "busy", "Wait.", "busy"));

      engine.runAll();
      assertThat(engine.story(id)).is(TaskStatus.FAILED).took(1);

      engine.pass(Duration.ofMinutes(5));
      engine.runAll();
      assertThat(engine.story(id))
          .wentThrough("submitted", "claimed", "failed", "claimed", "completed")
          .said("Sending to sandra…")
          .says("Sent.");
    }
  }

  // end of the example

  @Test
  void the_recipe_shows_this_example() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/dev/meanwhile/engine/testing/RecipeTest.java"));
    String example =
        source
            .substring(source.indexOf("// example") + 10, source.indexOf("// end of the example"))
            .strip();

    Assertions.assertThat(Files.readString(Path.of("../docs/recipes/test-your-handlers.md")))
        .contains(example.stripIndent().replace("\n  ", "\n"));
  }

  @Test
  void a_crash_costs_nothing_and_three_of_them_are_enough() {
    try (var engine = TestEngine.on(database.dataSource()).handles(MAIL, RecipeTest::send).open()) {
      UUID lucky = engine.tasks().submit(MAIL.task(new Letter("lucky"))).id();
      Assertions.assertThat(engine.crashNext()).isTrue();
      engine.runAll();
      assertThat(engine.story(lucky))
          .wentThrough("submitted", "claimed", "rescued", "claimed", "completed");

      UUID poison = engine.tasks().submit(MAIL.task(new Letter("poison"))).id();
      for (int crash = 1; crash <= 3; crash++) {
        engine.crashNext();
      }
      engine.runAll();
      assertThat(engine.story(poison))
          .is(TaskStatus.FAILED)
          .wentThrough(
              "submitted", "claimed", "rescued", "claimed", "rescued", "claimed", "failed");
    }
  }

  @Test
  void a_group_ends_in_the_step_after_its_parts() {
    try (var engine = TestEngine.on(database.dataSource()).handles(MAIL, RecipeTest::send).open()) {
      UUID group =
          engine
              .tasks()
              .submitGroup(
                  TaskGroup.named("Letters"),
                  List.of(MAIL.task(new Letter("a")), MAIL.task(new Letter("b"))))
              .id();

      engine.runAll();

      assertThat(engine.story(group)).is(TaskStatus.COMPLETED).says("2 of 2 parts done.");
    }
  }

  @Test
  void a_broken_assertion_tells_the_story() {
    try (var engine = TestEngine.on(database.dataSource()).handles(MAIL, RecipeTest::send).open()) {
      UUID id = engine.tasks().submit(MAIL.task(new Letter("x"))).id();

      assertThatThrownBy(() -> assertThat(engine.story(id)).wentThrough("submitted", "completed"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("went through [submitted, completed]")
          .hasMessageContaining("mail waiting");
      engine.runAll();
      assertThatThrownBy(() -> engine.story(UUID.randomUUID()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
