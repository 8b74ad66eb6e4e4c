package dev.meanwhile.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.engine.ArchivePlan;
import dev.meanwhile.server.start.StartRefused;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.util.unit.DataSize;

class SettingsTest {

  @Test
  void every_setting_is_an_environment_variable() {
    Settings settings =
        bound(
            Map.ofEntries(
                Map.entry("MEANWHILE_DATABASE_URL", "jdbc:postgresql://db/meanwhile"),
                Map.entry("MEANWHILE_DATABASE_USER", "me"),
                Map.entry("MEANWHILE_DATABASE_PASSWORD", "secret"),
                Map.entry("MEANWHILE_DATABASE_POOL", "30"),
                Map.entry("MEANWHILE_SQL_SCHEMA", "desk"),
                Map.entry("MEANWHILE_ADDRESS", "0.0.0.0"),
                Map.entry("MEANWHILE_PORT", "80"),
                Map.entry("MEANWHILE_DATA", "/var/lib/meanwhile"),
                Map.entry("MEANWHILE_UPLOAD_LIMIT", "1GB"),
                Map.entry("MEANWHILE_CORS_ORIGINS", "https://a.example, https://b.example:8443"),
                Map.entry("MEANWHILE_NODE", "desk-1"),
                Map.entry("MEANWHILE_CONCURRENCY", "7"),
                Map.entry("MEANWHILE_WORKER", "false"),
                Map.entry("MEANWHILE_LEASE", "30s"),
                Map.entry("MEANWHILE_GRACE", "1m"),
                Map.entry("MEANWHILE_LIVE_PER_USER", "1"),
                Map.entry("MEANWHILE_LIVE_PER_ADDRESS", "2"),
                Map.entry("MEANWHILE_LIVE_MAILBOX", "30"),
                Map.entry("MEANWHILE_LIVE_HEARTBEAT", "4s"),
                Map.entry("MEANWHILE_ARCHIVE_KEEP", "30d"),
                Map.entry("MEANWHILE_ARCHIVE_DAILY_AT", "04:30"),
                Map.entry("MEANWHILE_ARCHIVE_ZONE", "Europe/Berlin"),
                Map.entry("MEANWHILE_DEMO", "false"),
                Map.entry("MEANWHILE_HTTPS", "true"),
                Map.entry("MEANWHILE_SITE", "https://tasks.example.org"),
                Map.entry("MEANWHILE_TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8,::1")));

    assertThat(settings)
        .isEqualTo(
            new Settings(
                new DatabaseSettings(
                    "jdbc:postgresql://db/meanwhile", "me", "secret", 30, "preferred"),
                new Settings.Sql("desk"),
                "0.0.0.0",
                80,
                Path.of("/var/lib/meanwhile"),
                new Settings.Upload(DataSize.ofGigabytes(1)),
                new Settings.Cors(java.util.List.of("https://a.example", "https://b.example:8443")),
                "desk-1",
                7,
                false,
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                new Settings.Live(1, 2, 30, Duration.ofSeconds(4)),
                new ArchiveSettings(Duration.ofDays(30), "04:30", "Europe/Berlin"),
                false,
                true,
                "https://tasks.example.org",
                new Trusted(java.util.List.of("127.0.0.1", "10.0.0.0/8", "::1"))));
  }

  @Test
  void without_settings_the_defaults_are_for_one_machine() {
    Settings settings = bound(Map.of());

    assertThat(settings.address()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.cors().origins()).isEmpty();
    assertThat(settings.upload().limit()).isEqualTo(DataSize.ofMegabytes(512));
    assertThat(settings.worker()).isTrue();
  }

  @Test
  void every_setting_is_documented() throws Exception {
    String document = Files.readString(Path.of("../docs/reference/configuration.md"));

    assertThat(variables("MEANWHILE", Settings.class))
        .isNotEmpty()
        .allSatisfy(variable -> assertThat(document).contains("`" + variable + "`"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "postgres://me:s%20e@db.example:5433/m, jdbc:postgresql://db.example:5433/m, me, s e",
        "postgresql://db/m, jdbc:postgresql://db/m, -, -",
        "postgres://me@db/m?sslmode=require, jdbc:postgresql://db/m?sslmode=require, me, -",
        "jdbc:postgresql:m, jdbc:postgresql:m, -, -"
      })
  void the_address_of_a_database_may_have_either_form(
      String given, String url, String user, String password) {
    var settings = new DatabaseSettings(given, null, null, 24, "preferred");

    assertThat(settings.address()).isEqualTo(url);
    assertThat(settings.user()).isEqualTo(user);
    assertThat(settings.password()).isEqualTo(password);
  }

  @Test
  void what_is_set_beside_the_address_goes_before_what_is_in_it() {
    var settings = new DatabaseSettings("postgres://me:old@db/m", "you", "new", 24, "preferred");

    assertThat(settings.user()).isEqualTo("you");
    assertThat(settings.password()).isEqualTo("new");
  }

  @Test
  void a_password_is_never_shown() {
    var settings =
        new DatabaseSettings(
            "jdbc:postgresql://db/m?password=hunter2", "me", "hunter3", 24, "preferred");

    assertThat(settings.shown() + settings).doesNotContain("hunter");
    assertThatThrownBy(
            () -> new DatabaseSettings("postgres://a b:hunter2@x/y", null, null, 24, "preferred"))
        .isInstanceOf(StartRefused.class)
        .hasMessageNotContaining("hunter");
  }

  @ParameterizedTest
  @CsvSource({
    "localhost",
    "10.0.0.0/33",
    "10.0.0.0/-1",
    "10.0.0.0/x",
    "300.1.1.1",
    "10.0.0.0/",
    "::1/129"
  })
  void what_is_no_proxy_is_refused_in_a_sentence(String proxy) {
    assertThatThrownBy(() -> new Trusted(java.util.List.of("127.0.0.1", proxy)))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("MEANWHILE_TRUSTED_PROXIES holds '" + proxy + "'");
  }

  @Test
  void the_site_says_whether_browsers_come_by_https() {
    assertThat(bound(Map.of("MEANWHILE_SITE", "https://Tasks.example.org:8443/")))
        .satisfies(settings -> assertThat(settings.https()).isTrue())
        .satisfies(settings -> assertThat(settings.siteHost()).isEqualTo("tasks.example.org"));
    assertThat(bound(Map.of("MEANWHILE_SITE", "http://intranet")).https()).isFalse();
    assertThat(bound(Map.of("MEANWHILE_SITE", " ")).siteHost()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "tasks.example.org",
    "ftp://tasks.example.org",
    "https://",
    "https://a b",
    "https://u@a.example",
    "https://a.example/path",
    "https://a.example?x=1"
  })
  void what_is_no_site_is_refused_in_a_sentence(String site) {
    assertThatThrownBy(() -> bound(Map.of("MEANWHILE_SITE", site)))
        .rootCause()
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("MEANWHILE_SITE is '" + site + "'");
  }

  @Test
  void the_plan_of_the_archive_is_left_as_it_is_unless_something_is_set() {
    assertThat(bound(Map.of()).archive().plan()).isNull();
    assertThat(bound(Map.of("MEANWHILE_ARCHIVE_ZONE", "Europe/Berlin")).archive().plan())
        .isEqualTo(ArchivePlan.standard().zone("Europe/Berlin"));
    assertThat(new ArchiveSettings(Duration.ofDays(30), " 04:30 ", "").plan())
        .isEqualTo(ArchivePlan.standard().keep(Duration.ofDays(30)).dailyAt(LocalTime.of(4, 30)));
  }

  @Test
  void a_wrong_plan_of_the_archive_is_refused_in_a_sentence() {
    assertThatThrownBy(() -> new ArchiveSettings(Duration.ofMinutes(5), null, null))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("MEANWHILE_ARCHIVE_KEEP is PT5M");
    assertThatThrownBy(() -> new ArchiveSettings(null, "half past four", null))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("a time of day is written like 04:30");
    assertThatThrownBy(() -> new ArchiveSettings(null, null, "Berlin"))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("MEANWHILE_ARCHIVE_ZONE is 'Berlin'");
  }

  private static Settings bound(Map<String, Object> environment) {
    var sources =
        ConfigurationPropertySources.from(
            new SystemEnvironmentPropertySource("systemEnvironment", environment));
    return new Binder(sources).bindOrCreate("meanwhile", Settings.class);
  }

  private static Stream<String> variables(String prefix, Class<?> settings) {
    return Stream.of(settings.getRecordComponents())
        .flatMap(component -> variables(prefix, component));
  }

  private static Stream<String> variables(String prefix, RecordComponent component) {
    String name =
        prefix + "_" + component.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    return component.getType().isRecord() ? variables(name, component.getType()) : Stream.of(name);
  }
}
