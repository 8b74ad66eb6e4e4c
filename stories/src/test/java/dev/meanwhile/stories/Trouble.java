package dev.meanwhile.stories;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.Entity;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.Schedule;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.types.TaskHandling;
import java.time.Duration;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;

/// Work that goes wrong as long as the story wants it to.
public class Trouble {
  private static final TaskType<Input> LETTER =
      TaskType.of("letter", Input.class).title("Letter").retries(0);
  private static final TaskType<Input> ROUTE =
      TaskType.of("route", Input.class).title("Route").needs("atlas");

  private static final TaskType<Input> COUNT = TaskType.of("count", Input.class).title("Count");

  /// Whether the printer is out of paper.
  volatile boolean outOfPaper;

  /// Whether the service of routes is away.
  volatile boolean away;

  /// What a letter and a route are for.
  public record Input(String client) {}

  static NewTask letter(int client) {
    return LETTER.task(new Input("Client " + client)).about(about(client));
  }

  static NewTask route(int client) {
    return ROUTE.task(new Input("Client " + client)).about(about(client));
  }

  private static Entity about(int client) {
    return new Entity("client", "K" + client, "Client " + client);
  }

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
        "count at night", "30 2 * * 1-5", ZoneId.of("Europe/Vienna"), COUNT.task(new Input("all")));
  }

  @Bean
  TaskHandling<Input> counts() {
    return new TaskHandling<>(COUNT, (input, work) -> Outcome.completed(input, "Counted."));
  }

  @Bean
  TaskHandling<Input> letters() {
    return new TaskHandling<>(
        LETTER,
        (input, work) ->
            outOfPaper
                ? Outcome.failed(
                    "The letter was not printed",
                    "the printer is out of paper",
                    "Fill it up and try again.",
                    "no_paper")
                : Outcome.completed(input, "Printed."));
  }

  @Bean
  TaskHandling<Input> routesHandling() {
    return new TaskHandling<>(
        ROUTE,
        (input, work) ->
            away
                ? Outcome.parked("atlas", "It answers 503.")
                : Outcome.completed(input, "The way is known."));
  }
}
