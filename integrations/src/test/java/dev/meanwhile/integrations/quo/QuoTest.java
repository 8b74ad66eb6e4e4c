package dev.meanwhile.integrations.quo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.Trouble;
import dev.meanwhile.integrations.simulator.Mood;
import dev.meanwhile.integrations.simulator.Simulator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QuoTest {
  private static final String KEY = "canary-key";

  private final Simulator<QuoProtocol> simulator = Simulator.of(new QuoProtocol(KEY));
  private final Quo quo = new Quo(simulator.address(), KEY, Duration.ofSeconds(5));

  @AfterEach
  void close() {
    quo.close();
    simulator.close();
  }

  @Test
  void a_contact_is_saved_with_its_numbers() throws Exception {
    String id = quo.save(null, ada("+12125550123"));

    assertThat(simulator.protocol().contacts())
        .singleElement()
        .satisfies(contact -> {
          assertThat(contact.path("id").asString()).isEqualTo(id);
          assertThat(contact.at("/defaultFields/phoneNumbers/0/value").asString())
              .isEqualTo("+12125550123");
        });
    assertThat(simulator.calls().getFirst().header("Authorization")).isEqualTo(KEY);
  }

  @Test
  void saved_again_it_is_changed_with_or_without_its_id() throws Exception {
    String id = quo.save(null, ada("+12125550123"));

    assertThat(quo.save(id, ada("+12125550124"))).isEqualTo(id);
    assertThat(quo.save(null, ada("+12125550125"))).isEqualTo(id);
    assertThat(simulator.protocol().contacts())
        .singleElement()
        .satisfies(contact ->
            assertThat(contact.at("/defaultFields/phoneNumbers/0/value").asString())
                .isEqualTo("+12125550125"));
  }

  @Test
  void an_answer_that_never_came_does_not_double_the_contact() throws Exception {
    simulator.next(new Mood.Fine(), new Mood.CutOff());
    assertThatThrownBy(() -> quo.save(null, ada("+12125550123")))
        .isInstanceOfSatisfying(
            PartnerFailed.class, failed -> assertThat(failed.maybeDone()).isTrue());

    quo.save(null, ada("+12125550123"));

    assertThat(simulator.protocol().contacts()).hasSize(1);
  }

  @Test
  void a_contact_that_somebody_removed_there_is_made_anew() throws Exception {
    String id = quo.save(null, ada("+12125550123"));
    quo.remove(id);
    quo.remove(id);

    assertThat(quo.save(id, ada("+12125550123"))).isNotEqualTo(id);
    assertThat(simulator.protocol().contacts()).hasSize(1);
  }

  @Test
  void a_message_is_sent_once() throws Exception {
    assertThat(quo.send("+12125550100", "+12125550123", "See you at 9.")).startsWith("AC");

    assertThat(simulator.protocol().messages())
        .singleElement()
        .satisfies(sent -> assertThat(sent.path("content").asString()).isEqualTo("See you at 9."));
  }

  @Test
  void nobody_is_told_to_send_again_what_may_have_been_sent() {
    simulator.next(new Mood.CutOff());

    assertThatThrownBy(() -> quo.send("+12125550100", "+12125550123", "See you at 9."))
        .isInstanceOfSatisfying(
            PartnerFailed.class,
            failed -> {
              assertThat(failed.maybeDone()).isTrue();
              assertThat(failed.advice()).startsWith("It may have been sent all the same");
            });
  }

  @Test
  void a_wrong_number_is_named_and_spent_credits_too() {
    assertThatThrownBy(() -> quo.send("+12125550100", "555", "x"))
        .hasMessageContaining("Quo answered 400: Validation failed; to/0 Expected a phone number");
    simulator.next(new Mood.Broken(402));
    assertThatThrownBy(() -> quo.send("+12125550100", "+12125550123", "x"))
        .isInstanceOfSatisfying(
            PartnerFailed.class, failed -> assertThat(failed.trouble()).isEqualTo(Trouble.SPENT));
  }

  private static Contact ada(String phone) {
    return new Contact(
        "K0000001",
        "Ada",
        "Lovelace",
        null,
        "client",
        List.of(phone),
        List.of(),
        "https://desk.example/clients/1");
  }
}
