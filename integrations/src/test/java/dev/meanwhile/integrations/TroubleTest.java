package dev.meanwhile.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.meanwhile.integrations.simulator.Mood;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every client, in every kind of trouble: the right sentence, the right decision about trying
/// again, and no secret anywhere. The table is kept as build output.
class TroubleTest {
  private static final Duration DEADLINE = Duration.ofMillis(700);
  private static final List<String> TABLE = Collections.synchronizedList(new ArrayList<>());

  /// What goes wrong, and what that means for most partners.
  record Case(String name, Mood mood, Trouble usual) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final Case MISSING = new Case("says 404", new Mood.Broken(404), Trouble.MISSING);
  private static final Case AND_WHEN =
      new Case("says 429, and when", new Mood.Busy("7"), Trouble.BUSY);

  private static final List<Case> CASES =
      List.of(
          new Case("says 400", new Mood.Broken(400), Trouble.WRONG),
          new Case("says 401", new Mood.Broken(401), Trouble.REFUSED),
          new Case("says 403", new Mood.Broken(403), Trouble.REFUSED),
          MISSING,
          new Case("says 409", new Mood.Broken(409), Trouble.CONFLICT),
          new Case("says 429", new Mood.Busy(""), Trouble.BUSY),
          AND_WHEN,
          new Case("says 500", new Mood.Broken(500), Trouble.AWAY),
          new Case("says 503", new Mood.Broken(503), Trouble.AWAY),
          new Case("hangs up", new Mood.Down(), Trouble.AWAY),
          new Case("is silent", new Mood.Silent(), Trouble.AWAY),
          new Case("is too slow", new Mood.Slow(Duration.ofSeconds(20)), Trouble.AWAY),
          new Case("ends in the middle", new Mood.CutOff(), Trouble.AWAY),
          new Case("has wrong types", new Mood.Wrong(), Trouble.STRANGE),
          new Case("sends elsewhere", new Mood.Moved("http://127.0.0.1:1/"), Trouble.STRANGE));

  static Stream<Arguments> everything() {
    return Stream.of(Clients.values())
        .flatMap(client -> CASES.stream().map(trouble -> arguments(client, trouble)));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void trouble_is_told_in_sentences_and_without_secrets(Clients client, Case trouble)
      throws Exception {
    try (Clients.Meeting meeting = client.meet(DEADLINE)) {
      meeting.succeed();
      meeting.simulator().mood(trouble.mood());

      PartnerFailed failed = catchThrowableOfType(PartnerFailed.class, meeting::succeed);

      note(client, trouble, failed);
      assertThat(failed.trouble())
          .isEqualTo(client.means(trouble.equals(MISSING), trouble.usual()));
      assertThat(failed.trouble().passes())
          .isEqualTo(
              List.of(Trouble.AWAY, Trouble.BUSY, Trouble.STRANGE).contains(failed.trouble()));
      assertThat(failed.retryAfter())
          .isEqualTo(trouble.equals(AND_WHEN) && client.tellsWhen() ? Duration.ofSeconds(7) : null);
      for (String sentence : List.of(failed.what(), failed.why(), failed.advice())) {
        assertThat(sentence).matches("(?s)[A-Z].{10,}");
      }
      assertThat(everyWord(failed)).doesNotContain(client.secrets(meeting.simulator().address()));
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void nobody_at_the_address_is_told_as_such(Clients client) throws Exception {
    try (Clients.Meeting meeting = client.meet(DEADLINE)) {
      meeting.succeed();
      meeting.simulator().close();

      PartnerFailed failed = catchThrowableOfType(PartnerFailed.class, meeting::succeed);

      assertThat(failed.trouble()).isEqualTo(Trouble.AWAY);
      assertThat(failed.trouble().passes()).isTrue();
    }
  }

  static Stream<Clients> clients() {
    return Stream.of(Clients.values());
  }

  private static String everyWord(Throwable failed) {
    StringBuilder words = new StringBuilder();
    for (Throwable at = failed; at != null; at = at.getCause()) {
      words.append(at).append('\n');
    }
    return words.toString();
  }

  private static void note(Clients client, Case trouble, PartnerFailed failed) {
    TABLE.add(
        "| %s | %s | %s | %s | %s. %s |"
            .formatted(
                client.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                trouble.name(),
                failed.trouble().name().toLowerCase(Locale.ROOT),
                failed.trouble().passes() ? "again" : "no",
                failed.why(),
                failed.advice()));
  }

  @AfterAll
  static void print() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| client | it | trouble | try again | what people read |");
    lines.add("|---|---|---|---|---|");
    TABLE.stream().sorted().forEach(lines::add);
    Files.write(Files.createDirectories(Path.of("target")).resolve("troubles.md"), lines);
    lines.forEach(System.out::println);
  }
}
