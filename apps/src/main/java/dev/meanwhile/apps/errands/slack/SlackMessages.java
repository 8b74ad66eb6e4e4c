package dev.meanwhile.apps.errands.slack;

import dev.meanwhile.apps.partners.Partners;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.slack.Channel;
import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.types.InputCheck;
import java.time.Duration;
import java.util.List;

/// Posts a message to the channel. When an answer is lost it is posted again: read twice is better
/// than not at all.
final class SlackMessages implements Handler<SlackMessage>, InputCheck<SlackMessage> {
  static final TaskType<SlackMessage> TYPE =
      TaskType.of("slack_message", SlackMessage.class)
          .title("Message to Slack")
          .needs("slack")
          .timeout(Duration.ofMinutes(1))
          .retry(RetryPolicy.standard().times(5));

  private static final int LONGEST = 3_000;

  private final Channel channel;

  SlackMessages(Channel channel) {
    this.channel = channel;
  }

  @Override
  public Outcome handle(SlackMessage message, Work work) throws InterruptedException {
    work.say("Posting to Slack…");
    try {
      channel.say(String.valueOf(message.text()));
    } catch (PartnerFailed failed) {
      throw Partners.failed(failed);
    }
    return Outcome.completed();
  }

  @Override
  public TaskType<SlackMessage> type() {
    return TYPE;
  }

  @Override
  public List<FieldError> check(SlackMessage input, Caller caller) {
    String text = input.text();
    if (text == null || text.isBlank()) {
      return List.of(new FieldError("/text", "required", "Say with text what to post."));
    }
    return text.length() <= LONGEST
        ? List.of()
        : List.of(new FieldError("/text", "too-long", "The text has at most 3,000 characters."));
  }
}
