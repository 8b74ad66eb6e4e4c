package dev.meanwhile.stories;

import dev.meanwhile.apps.MeanwhileApps;
import dev.meanwhile.postgres.LocalPostgres;
import dev.meanwhile.postgres.PostgresSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The real thing on a free port: PostgreSQL, server, applications and pages.
final class Installation implements AutoCloseable {
  private final LocalPostgres postgres;
  private final ConfigurableApplicationContext application;
  private Duration clock = Duration.ZERO;

  /// @param more what this installation has besides: beans of handlings, dependencies, schedules
  Installation(Path folder, String origin, Class<?>... more) {
    this(folder, origin, true, more);
  }

  /// @param demo whether made-up people are signed in without a password
  Installation(Path folder, String origin, boolean demo, Class<?>... more) {
    this(folder, origin, demo, Map.of(), more);
  }

  /// @param settings what is set besides
  Installation(Path folder, Map<String, String> settings) {
    this(folder, "", true, settings);
  }

  private Installation(
      Path folder, String origin, boolean demo, Map<String, String> settings, Class<?>... more) {
    postgres =
        LocalPostgres.start(
            PostgresSettings.in(folder.resolve("postgres")).forTests().stoppedByCallerOnly());
    postgres.createDatabase("stories");
    SpringApplication program = new SpringApplication(MeanwhileApps.class);
    program.addPrimarySources(List.of(more));
    program.setBannerMode(Banner.Mode.OFF);
    program.setRegisterShutdownHook(false);
    application =
        program.run(
            Stream.concat(
                    settings.entrySet().stream(),
                    Stream.of(
                        Map.entry("meanwhile.database.url", postgres.jdbcUrl("stories")),
                        Map.entry("meanwhile.database.user", postgres.user()),
                        Map.entry("meanwhile.database.password", postgres.password()),
                        Map.entry("meanwhile.data", folder.resolve("data").toString()),
                        Map.entry("meanwhile.address", "127.0.0.1"),
                        Map.entry("meanwhile.port", "0"),
                        Map.entry("meanwhile.demo", Boolean.toString(demo)),
                        Map.entry("meanwhile.cors.origins", origin),
                        Map.entry("logging.level.root", "warn")))
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new));
  }

  String address() {
    return "http://127.0.0.1:" + application.getEnvironment().getProperty("local.server.port");
  }

  /// Moves the clock that decides about everything.
  void moveClock(Duration further) {
    clock = clock.plus(further);
    new ClockStore(postgres.dataSource("stories")).shift(clock);
  }

  <T> T bean(Class<T> type) {
    return application.getBean(type);
  }

  @Override
  public void close() {
    application.close();
    postgres.close();
  }
}
