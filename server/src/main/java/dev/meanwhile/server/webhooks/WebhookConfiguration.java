package dev.meanwhile.server.webhooks;

import dev.meanwhile.server.Migration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The tables of calls and callbacks.
@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

  @Bean
  Migration webhookTables() {
    return new Migration("webhooks", "db/webhooks");
  }
}
