package dev.meanwhile.integrations.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {
  private final Secrets secrets = new Secrets(List.of("sk-abc123", "x"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "key sk-abc123 is wrong,         key … is wrong",
        "Authorization: Bearer ya29.A-b,  Authorization: Bearer …",
        "GET /x?key=AIza_1&q=2 failed,    GET /x?key=…&q=2 failed",
        "api_key: 4711 was refused,       api_key: … was refused",
        "\"token\": see the manual.,      \"token\": see the manual",
        "password=hunter2; user=kim,      password=…; user=kim",
      })
  void keys_are_masked(String words, String clean) {
    assertThat(secrets.clean(words)).isEqualTo(clean);
  }

  @Test
  void a_key_that_comes_later_is_masked_from_then_on() {
    secrets.add("later-one");

    assertThat(secrets.clean("later-one, sk-abc123")).isEqualTo("…, …");
  }

  @Test
  void what_people_read_is_one_short_line() {
    assertThat(secrets.clean("one\r\n\u0000two\u202Ethree...")).isEqualTo("one two three");
    assertThat(secrets.clean("word ".repeat(1_000))).hasSize(300).endsWith("…");
  }
}
