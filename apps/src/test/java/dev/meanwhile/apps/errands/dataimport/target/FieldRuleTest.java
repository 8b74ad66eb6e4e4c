package dev.meanwhile.apps.errands.dataimport.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldRuleTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "ada.okafor+zip@sub.example.co.uk",
        "o'neill@example.com",
        "用户@例子.公司",
        "ada@münchen.example",
        "a@b.cd",
        "1@2.xn--p1ai"
      })
  void plausible_e_mail_addresses_are_taken_as_they_are(String text) {
    assertThat(new EmailRule().read(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "ada@",
        "@example.org",
        "ada@example",
        "ada@@example.org",
        "ada okafor@example.org",
        "ada@exam ple.org",
        "ada@-example.org",
        "ada@example-.org",
        "ada@.org",
        "ada@example..org",
        ".ada@example.org",
        "ada.@example.org",
        "a..b@example.org",
        "ada@example.org, ben@example.org",
        "Ada <ada@example.org>",
        "dmitri(at)example.org",
        "ada@127.0.0.1",
        "ada@example.o"
      })
  void what_is_no_e_mail_address_is_refused(String text) {
    assertThatThrownBy(() -> new EmailRule().read(text))
        .isInstanceOf(BadValue.class)
        .hasMessage("is not an e-mail address");
  }

  @Test
  void a_hostile_e_mail_address_is_judged_quickly() {
    String text = "a".repeat(60) + "@" + "a.".repeat(90) + "!";

    assertThatThrownBy(() -> new EmailRule().read(text)).isInstanceOf(BadValue.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+1 315 555 0101", "(315) 555-0102", "112", "030/123456", "555.0103 ext. 12"})
  void phone_numbers_are_taken_as_people_write_them(String text) {
    assertThat(new PhoneRule().read(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n/a", "12", "call me", "+", "()", "123456789012345678901234567890"})
  void what_is_no_phone_number_is_refused(String text) {
    assertThatThrownBy(() -> new PhoneRule().read(text)).isInstanceOf(BadValue.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"47.37|47.37", "47,37|47.37", "-8|-8", "+0.5|0.5", "90|90", "-90.0|-90"})
  void numbers_have_a_point_or_a_comma(String text, double number) {
    assertThat(new NumberRule(-90, 90).read(text)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"north", "1e5", "NaN", "Infinity", "1.2.3", "1,2,3", "0x1F", "٣", "90.01", "--1"})
  void what_is_no_number_or_out_of_bounds_is_refused(String text) {
    assertThatThrownBy(() -> new NumberRule(-90, 90).read(text)).isInstanceOf(BadValue.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "1234567|1234567",
        "1,234,567|1234567",
        "1.234.567|1234567",
        "1 234 567|1234567",
        "1'234'567|1234567",
        "12.0|12",
        "1.234|1234"
      })
  void whole_numbers_may_have_separators_between_thousands(String text, long count) {
    assertThat(new CountRule(100_000_000_000L).read(text)).isEqualTo(count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"many", "-1", "1.5", "1,23", "1,234.567", "12,34,567", "99999999999999999999"})
  void what_is_no_whole_number_is_refused(String text) {
    assertThatThrownBy(() -> new CountRule(100_000_000_000L).read(text))
        .isInstanceOf(BadValue.class);
  }

  @Test
  void a_refused_value_is_named_with_its_field_and_shortened() {
    Field field = Field.required("name", "Name", new TextRule(200), "city");

    assertThatThrownBy(() -> field.read("x".repeat(201)))
        .hasMessage("Name '%s…' is longer than 200 characters".formatted("x".repeat(40)));
    assertThatThrownBy(() -> field.read("  ")).hasMessage("Name is missing");
    assertThat(field.read("  Zürich ")).isEqualTo("Zürich");
  }

  @Test
  void an_excerpt_never_ends_in_half_a_character() {
    assertThat(Excerpt.of("x".repeat(39) + "😀 and more")).isEqualTo("x".repeat(39) + "…");
    assertThat(Excerpt.of("two\nlines\tand \u0000")).isEqualTo("two lines and");
  }
}
