package dev.meanwhile.apps.errands;

import dev.meanwhile.server.Migration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// All errands as one configuration, for a main class to import beside the server.
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class Errands {

  @Bean
  Migration errandsMigration() {
    return new Migration("errands", "db/errands");
  }
}
