package dev.meanwhile.server.uploads;

import dev.meanwhile.server.Migration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The table of the uploads.
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

  @Bean
  Migration serverTables() {
    return new Migration("server", "db/server");
  }
}
