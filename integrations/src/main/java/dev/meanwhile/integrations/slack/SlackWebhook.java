package dev.meanwhile.integrations.slack;

import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.Trouble;
import dev.meanwhile.integrations.http.Answer;
import dev.meanwhile.integrations.http.Caller;
import dev.meanwhile.integrations.http.Complaint;
import dev.meanwhile.integrations.http.Partner;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A channel of Slack, by an incoming webhook. Its address is its key.
///
/// https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
public final class SlackWebhook implements Channel, AutoCloseable {
  private static final String WHAT = "The message could not be posted";
  private static final int LONGEST = 40_000;

  private final Caller caller;
  private final String path;

  /// @param address as Slack shows it: `https://hooks.slack.com/services/T…/B…/…`
  public SlackWebhook(URI address, Duration deadline) {
    String full = address.toString();
    path = address.getRawPath();
    URI base = URI.create(full.substring(0, full.length() - path.length()));
    Partner slack = new Partner("Slack", base, deadline, List.of(path, full));
    caller = new Caller(slack, request -> request, SlackWebhook::complaint);
  }

  @Override
  public void say(String text) throws InterruptedException {
    String most = text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    Answer answer = caller.call(WHAT, "POST", path, Map.of("text", escaped(most)));
    if (!answer.text().strip().equals("ok")) {
      PartnerFailed failed = caller.strange(WHAT, answer.status(), "not with 'ok'", true);
      throw failed;
    }
  }

  /// Slack reads three characters as markup.
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Complaint complaint(Answer answer, JsonNode body) {
    String word = answer.text().strip();
    return switch (word) {
      case "no_service", "no_service_id", "no_team", "team_disabled", "invalid_token" ->
          new Complaint(Trouble.REFUSED, word);
      case "action_prohibited", "posting_to_general_channel_denied" ->
          new Complaint(Trouble.REFUSED, word);
      case "channel_not_found", "channel_is_archived", "user_not_found" ->
          new Complaint(Trouble.MISSING, word);
      default -> Complaint.usual(answer.status(), word.matches("[a-z_]{1,60}") ? word : null);
    };
  }

  @Override
  public void close() {
    caller.close();
  }
}
