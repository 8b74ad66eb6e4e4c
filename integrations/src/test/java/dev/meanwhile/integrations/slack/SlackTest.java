package dev.meanwhile.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.integrations.simulator.Simulator;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlackTest {
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  @Test
  void a_message_is_posted_as_it_was_written() throws Exception {
    try (var slack = Simulator.of(new SlackProtocol());
        var channel = new SlackWebhook(SlackProtocol.webhook(slack.address()), DEADLINE)) {
      channel.say("17 tasks archived <today> & here");

      assertThat(slack.protocol().said())
          .containsExactly("17 tasks archived &lt;today&gt; &amp; here");
      assertThat(slack.calls().getFirst().header("Content-Type")).startsWith("application/json");
    }
  }

  @Test
  void a_message_that_is_too_long_is_cut() throws Exception {
    try (var slack = Simulator.of(new SlackProtocol());
        var channel = new SlackWebhook(SlackProtocol.webhook(slack.address()), DEADLINE)) {
      channel.say("x".repeat(50_000));

      assertThat(slack.protocol().said().getFirst()).hasSize(40_000).endsWith("x…");
    }
  }

  @Test
  void an_address_that_is_none_is_refused_at_once() {
    assertThatThrownBy(() -> new SlackWebhook(URI.create("ftp://example.org/x"), DEADLINE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Slack is reached at an address that begins with https://, not at 'ftp'.");
  }
}
