package dev.meanwhile.proof.node;

import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.types.TaskHandling;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The task types that a proof's node knows besides the real ones.
@Configuration(proxyBeanMethods = false)
public class ProofTypes {

  /// Input of a task that has nothing to do.
  public record Nothing() {}

  /// Input of a task that only talks.
  ///
  /// @param sentences how many it says
  /// @param pauseMillis how long it is silent after each
  public record Talk(int sentences, int pauseMillis) {}

  /// Input of a task that says what it is told to, and fails.
  ///
  /// @param text what it says in each of its sentences, in Base64
  /// @param thrown whether it fails by an exception
  public record Speech(String text, boolean thrown) {}

  @Bean
  TaskHandling<Speech> speech() {
    return new TaskHandling<>(
        TaskType.of("speech", Speech.class).retries(0),
        (speech, work) -> {
          String text =
              new String(Base64.getDecoder().decode(speech.text()), StandardCharsets.UTF_8);
          work.say("%s", text);
          if (speech.thrown()) {
            throw new IllegalStateException(text);
          }
          return new Outcome.Failed(
              text, text, text, "told_to", false, null, Map.of("detail", text));
        });
  }

  @Bean
  TaskHandling<Nothing> nothing() {
    return new TaskHandling<>(TaskType.of("nothing", Nothing.class), (_, _) -> Outcome.completed());
  }

  @Bean
  TaskHandling<Talk> talk() {
    return new TaskHandling<>(
        TaskType.of("talk", Talk.class),
        (talk, work) -> {
          for (int i = 1; i <= talk.sentences(); i++) {
            // Each a step of its own: sentences of one step may be drawn together.
            work.step("sentence_" + i, "Sentence %d of %d.".formatted(i, talk.sentences()));
            Pause.millis(talk.pauseMillis());
          }
          return Outcome.completed();
        });
  }
}
