package dev.meanwhile.apps.desk.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.meanwhile.server.start.StartRefused;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;

class DeskSettingsTest {

  @Test
  void without_a_word_google_is_asked_by_those_who_have_a_key() {
    DeskSettings usual = new DeskSettings(" ", null);

    assertThat(usual.provider(true)).isEqualTo(DeskSettings.Provider.GOOGLE);
    assertThat(usual.provider(false)).isEqualTo(DeskSettings.Provider.ESTIMATE);
    assertThat(usual.deadline()).isEqualTo(Duration.ofSeconds(10));
    assertThat(new DeskSettings("estimate", null).provider(true))
        .isEqualTo(DeskSettings.Provider.ESTIMATE);
    assertThat(new DeskSettings("distance_matrix", null).provider(true))
        .isEqualTo(DeskSettings.Provider.DISTANCE_MATRIX);
    assertThatThrownBy(() -> new DeskSettings("google", null).provider(false))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("MEANWHILE_GOOGLE_MAPS_KEY is not set");
    assertThatThrownBy(() -> new DeskSettings("guess", null))
        .hasMessageContaining("it is one of google, distance_matrix, estimate");
    assertThatThrownBy(() -> new DeskSettings(null, Duration.ofHours(1)))
        .hasMessageContaining("MEANWHILE_DESK_DEADLINE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x", "https://user:canary@host", "https://host/?key=canary", "x y"})
  void an_address_is_an_address_and_is_not_repeated(String address) {
    assertThatThrownBy(() -> new MapsSettings("k", address).routes())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("MEANWHILE_GOOGLE_MAPS_URL")
        .hasMessageNotContaining("canary");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"type\":\"canary\"}", "/no/such/canary/file", "{canary", "\0canary"})
  void a_wrong_account_is_refused_without_showing_it(String account) {
    assertThatThrownBy(() -> new CalendarSettings(account, null, null).key())
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("MEANWHILE_GOOGLE_CALENDAR_ACCOUNT")
        .hasMessageNotContaining("canary");
  }

  @Test
  void secrets_are_not_shown() {
    assertThat(
            new MapsSettings("canary", null)
                + " "
                + new QuoSettings("canary", null, null)
                + new CalendarSettings("canary", null, null))
        .doesNotContain("canary");
    assertThatThrownBy(() -> new QuoSettings("k", "315 555", null))
        .hasMessageContaining("MEANWHILE_QUO_NUMBER");
  }

  @Test
  void every_setting_is_documented() throws Exception {
    String document = Files.readString(Path.of("../docs/reference/configuration.md"));

    assertThat(
            Stream.of(
                    DeskSettings.class,
                    MapsSettings.class,
                    CalendarSettings.class,
                    QuoSettings.class)
                .flatMap(DeskSettingsTest::variables))
        .hasSize(10)
        .allSatisfy(variable -> assertThat(document).contains("`" + variable + "`"));
  }

  private static Stream<String> variables(Class<?> settings) {
    String prefix = settings.getAnnotation(ConfigurationProperties.class).value();
    return Stream.of(settings.getRecordComponents())
        .map(RecordComponent::getName)
        .map(name -> prefix.replace('.', '_') + "_" + name.replaceAll("([A-Z])", "_$1"))
        .map(name -> name.toUpperCase(Locale.ROOT));
  }
}
