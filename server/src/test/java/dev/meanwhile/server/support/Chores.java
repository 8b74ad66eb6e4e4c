package dev.meanwhile.server.support;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.types.InputCheck;
import dev.meanwhile.server.types.TaskHandling;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;

/// The kinds of work the tests ask for.
public class Chores {
  static final TaskType<Words> ECHO = TaskType.of("echo", Words.class).title("Echo");
  static final TaskType<Words> BREAK =
      TaskType.of("break", Words.class).title("Breaks at once").retries(0);
  static final TaskType<Words> STAY =
      TaskType.of("stay", Words.class).title("Stays").timeout(Duration.ofMinutes(10));
  static final TaskType<Count> CHATTER = TaskType.of("chatter", Count.class);
  static final TaskType<Choosy> CHOOSY = TaskType.of("choosy", Choosy.class);

  /// Ends every task of type `stay` that runs now or later in this class.
  public final CountDownLatch home = new CountDownLatch(1);

  public record Words(@Nullable String words) {}

  public record Count(int sentences) {}

  public record Choosy(@Nullable String target, @Nullable UUID uploadId, int size) {
    public Choosy {
      if (size < 0) {
        throw new IllegalArgumentException("'size' cannot be below nothing.");
      }
    }
  }

  @Bean
  TaskHandling<Words> echo() {
    return new TaskHandling<>(
        ECHO,
        (input, work) ->
            Outcome.completed(Map.of("echo", String.valueOf(input.words())), "Echoed."));
  }

  @Bean
  TaskHandling<Words> breaks() {
    return new TaskHandling<>(
        BREAK,
        (input, work) ->
            Outcome.failed("It broke.", "It always does.", "Do not ask for it.", "broken"));
  }

  @Bean
  TaskHandling<Words> stays() {
    return new TaskHandling<>(
        STAY,
        (input, work) -> {
          work.say("Staying…");
          home.await();
          return Outcome.completed();
        });
  }

  @Bean
  TaskHandling<Count> chatters() {
    return new TaskHandling<>(
        CHATTER,
        (input, work) -> {
          for (int i = 1; i <= input.sentences(); i++) {
            work.step("step_" + i, "Sentence " + i + "…");
          }
          return Outcome.completed();
        });
  }

  @Bean
  TaskHandling<Choosy> choosy() {
    return new TaskHandling<>(CHOOSY, (input, work) -> Outcome.completed());
  }

  @Bean
  InputCheck<Choosy> choosyCheck() {
    return new InputCheck<>() {
      @Override
      public TaskType<Choosy> type() {
        return CHOOSY;
      }

      @Override
      public List<FieldError> check(Choosy input, Caller caller) {
        return "places".equals(input.target())
            ? List.of()
            : List.of(
                new FieldError(
                    "/target", "unknown", "There is no target '" + input.target() + "'."));
      }
    };
  }
}
