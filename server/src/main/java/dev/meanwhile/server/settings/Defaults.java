package dev.meanwhile.server.settings;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// How Spring Boot is set up for this server; anything an application or operator says goes before.
final class Defaults implements EnvironmentPostProcessor {
  private static final Map<String, Object> DEFAULTS =
      Map.ofEntries(
          Map.entry("spring.threads.virtual.enabled", true),
          // With fewer, 10,000 waiting requests would keep all others out.
          Map.entry("server.jetty.threads.max", 20_000),
          Map.entry("server.jetty.connection-idle-timeout", "60s"),
          Map.entry("server.shutdown", "graceful"),
          Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
          Map.entry("spring.mvc.servlet.load-on-startup", 1),
          Map.entry("spring.main.banner-mode", "off"),
          Map.entry("spring.main.log-startup-info", false),
          Map.entry("logging.level.org.springframework", "warn"),
          Map.entry("logging.level.org.flywaydb", "warn"),
          Map.entry("logging.level.org.eclipse.jetty", "warn"),
          Map.entry("logging.level.org.eclipse.jetty.ee11.webapp.WebAppContext", "off"),
          // An outage is told by those who needed the database; the pool adds only stack traces.
          Map.entry("logging.level.com.zaxxer.hikari", "error"),
          Map.entry("logging.pattern.correlation", "%replace([%X{request_id}]){'^\\[\\]$', ''} "),
          // A failed start is told once, in one sentence, by [dev.meanwhile.server.start.Report].
          Map.entry(
              "logging.level.org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
              "off"),
          Map.entry(
              "logging.level.org.springframework.boot.web.server.servlet.context"
                  + ".AnnotationConfigServletWebServerApplicationContext",
              "error"));

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    environment.getPropertySources().addLast(new MapPropertySource("meanwhile", DEFAULTS));
  }
}
