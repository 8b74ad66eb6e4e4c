package dev.meanwhile.apps.desk;

import dev.meanwhile.server.Migration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/// The booking desk as one configuration, for a main class to import beside the server.
@Configuration(proxyBeanMethods = false)
@ComponentScan
public class Desk {

  @Bean
  Migration deskMigration() {
    return new Migration("desk", "db/desk");
  }
}
