package dev.meanwhile.apps.errands.slack;

import dev.meanwhile.engine.Dependency;
import dev.meanwhile.engine.Tasks;
import dev.meanwhile.integrations.slack.SlackWebhook;
import dev.meanwhile.server.node.ArchiveListener;
import dev.meanwhile.server.types.TaskHandling;
import java.time.Duration;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/// Wires messages to Slack into the server, when there is a channel to post to.
@Configuration(proxyBeanMethods = false)
@Conditional(SlackConfigured.class)
@EnableConfigurationProperties(SlackSettings.class)
class SlackConfiguration {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @Bean(destroyMethod = "close")
  SlackWebhook slackChannel(SlackSettings settings) {
    return new SlackWebhook(settings.address(), DEADLINE);
  }

  @Bean
  Dependency slackDependency() {
    return Dependency.of("slack");
  }

  @Bean
  SlackMessages slackMessages(SlackWebhook channel) {
    return new SlackMessages(channel);
  }

  @Bean
  TaskHandling<SlackMessage> slackHandling(SlackMessages handler) {
    return new TaskHandling<>(SlackMessages.TYPE, handler);
  }

  /// Says how many tasks moved to the archive, as a task of its own: Slack may be away at night.
  @Bean
  ArchiveListener archiveMessage(ObjectProvider<Tasks> tasks) {
    return moved -> {
      if (moved > 0) {
        String text =
            moved == 1
                ? "1 task was archived."
                : String.format(Locale.ROOT, "%,d tasks were archived.", moved);
        tasks.getObject().submit(SlackMessages.TYPE.task(new SlackMessage(text)));
      }
    };
  }
}
