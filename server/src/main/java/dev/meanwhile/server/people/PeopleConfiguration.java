package dev.meanwhile.server.people;

import dev.meanwhile.server.Migration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The tables of the people, of what they hold, and of what they did.
@Configuration(proxyBeanMethods = false)
class PeopleConfiguration {

  @Bean
  Migration peopleTables() {
    return new Migration("people", "db/people");
  }
}
