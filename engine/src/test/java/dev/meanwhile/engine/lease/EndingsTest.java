package dev.meanwhile.engine.lease;

import static dev.meanwhile.engine.testing.StoryAssert.assertThat;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskStatus;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.testing.TestEngine;
import dev.meanwhile.postgres.junit.PostgresExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EndingsTest {
  private static final TaskType<Letter> MAIL = TaskType.of("mail", Letter.class).retries(1);

  @RegisterExtension static final PostgresExtension database = PostgresExtension.empty();

  record Letter(String to) {}

  private static RuntimeException full() {
    return new UncheckedIOException(
        new IOException(new SQLException("could not extend file", "53100")));
  }

  @Test
  void a_full_disk_of_the_database_costs_no_retry() {
    var room = new AtomicInteger();
    try (var engine =
        TestEngine.on(database.dataSource())
            .handles(
                MAIL,
                (_, _) -> {
                  if (room.incrementAndGet() < 3) {
                    throw full();
                  }
                  return Outcome.completed();
                })
            .open()) {
      UUID id = engine.tasks().submit(MAIL.task(new Letter("sandra"))).id();

      engine.runAll();
      assertThat(engine.story(id))
          .is(TaskStatus.PENDING)
          .says("The disk of the database is full. It goes on by itself when there is room.");
      for (int i = 0; i < 2; i++) {
        engine.pass(Duration.ofMinutes(1));
        engine.runAll();
      }
      assertThat(engine.story(id)).is(TaskStatus.COMPLETED).took(3);
      Assertions.assertThat(engine.story(id).task().retryCount()).isZero();
    }
  }

  @Test
  void a_task_that_finds_the_disk_full_again_and_again_fails_with_the_reason() {
    try (var engine =
        TestEngine.on(database.dataSource())
            .handles(
                MAIL.retries(0),
                (_, _) -> {
                  throw full();
                })
            .open()) {
      UUID id = engine.tasks().submit(MAIL.task(new Letter("sandra"))).id();

      for (int i = 0; i < 3; i++) {
        engine.runAll();
        engine.pass(Duration.ofMinutes(1));
      }

      assertThat(engine.story(id))
          .is(TaskStatus.FAILED)
          .says("Mail failed: the disk of the database is full. Tell the operator to free space.");
    }
  }
}
