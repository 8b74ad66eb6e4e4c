package dev.meanwhile.apps.errands.slack;

import dev.meanwhile.server.start.StartRefused;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What an operator may set for messages to Slack: `MEANWHILE_SLACK_WEBHOOK`.
///
/// @param webhook the address Slack shows for an incoming webhook; it is a secret
@ConfigurationProperties("meanwhile.slack")
record SlackSettings(String webhook) {

  SlackSettings {
    webhook = webhook.strip();
    if (!webhook.matches("https?://[A-Za-z0-9.:-]+/\\S+")) {
      throw new StartRefused(
          "MEANWHILE_SLACK_WEBHOOK is no address of an incoming webhook.",
          "It begins with https://hooks.slack.com/services/; without it nothing is posted.");
    }
  }

  URI address() {
    return URI.create(webhook);
  }

  /// It never gets into a log by accident.
  @Override
  public String toString() {
    return "SlackSettings[…]";
  }
}
