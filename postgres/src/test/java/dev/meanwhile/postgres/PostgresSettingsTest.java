package dev.meanwhile.postgres;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSettingsTest {
  private final PostgresSettings settings = PostgresSettings.in(Path.of("anywhere"));

  @ParameterizedTest
  @CsvSource({"'work_mem = 1', 8MB", "'', on", "work_mem, '8MB\nfsync = off'", "work_mem, '\\'''"})
  void a_line_cannot_be_smuggled_into_the_configuration(String name, String value) {
    assertThatThrownBy(() -> settings.with(name, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_port_beyond_the_last_one_is_refused() {
    assertThatThrownBy(() -> settings.withPort(70_000))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
