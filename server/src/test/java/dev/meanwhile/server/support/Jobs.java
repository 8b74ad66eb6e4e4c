package dev.meanwhile.server.support;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Schedule;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.support.Chores.Words;
import dev.meanwhile.server.types.TaskHandling;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import org.springframework.context.annotation.Bean;

/// Work that has limits, needs a service, or begins by the clock.
public class Jobs {
  static final TaskType<Words> ALONE =
      TaskType.of("alone", Words.class).title("Alone").atOnce(1).atMost(500, Duration.ofMinutes(1));
  static final TaskType<Words> MAP =
      TaskType.of("map", Words.class).title("Map").needs("atlas").expiresIn(Duration.ofDays(1));

  /// Whether the service of `map` is away.
  public volatile boolean away;

  /// Ends every task of type `alone` that runs now or later in this class.
  public final CountDownLatch home = new CountDownLatch(1);

  @Bean
  Dependency atlas() {
    return Dependency.of("atlas")
        .title("The atlas")
        .awayAfter(1)
        .probing(Duration.ofHours(1), Duration.ofHours(1));
  }

  @Bean
  Schedule nightly() {
    return Schedule.cron(
        "nightly", "0 3 * * *", ZoneId.of("Europe/Vienna"), Chores.ECHO.task(new Words("night")));
  }

  @Bean
  TaskHandling<Words> alone() {
    return new TaskHandling<>(
        ALONE,
        (input, work) -> {
          home.await();
          return Outcome.completed();
        });
  }

  @Bean
  TaskHandling<Words> map() {
    return new TaskHandling<>(
        MAP,
        (input, work) -> away ? Outcome.parked("atlas", "It answers 503.") : Outcome.completed());
  }
}
