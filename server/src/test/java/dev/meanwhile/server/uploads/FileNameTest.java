package dev.meanwhile.server.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class FileNameTest {

  @ParameterizedTest
  @CsvSource({
    "a.csv, a.csv",
    "/etc/passwd, passwd",
    "C:\\fakepath\\a.csv, a.csv",
    "..\\..\\a.csv, a.csv",
    "'  a b.csv  ', a b.csv",
    "Räume 北京 😀.csv, Räume 北京 😀.csv"
  })
  void a_name_keeps_what_is_harmless(String given, String kept) {
    assertThat(FileName.harmless(given)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", "..", "/", "a/", "\u0000", "\u202e", "../.."})
  void a_name_of_nothing_becomes_a_word(String given) {
    assertThat(FileName.harmless(given)).isEqualTo("upload");
  }

  @Test
  void what_cannot_be_seen_is_taken_out() {
    assertThat(FileName.harmless("cod\u202e.exe\u0000\n\u200b")).isEqualTo("cod.exe");
    assertThat(FileName.harmless(null)).isEqualTo("upload");
  }

  @Test
  void a_long_name_keeps_its_ending() {
    String name = FileName.harmless("😀".repeat(500) + ".csv");

    assertThat(name.codePointCount(0, name.length())).isEqualTo(200);
    assertThat(name).endsWith(".csv").contains("…");
  }

  @Test
  void sizes_are_told_in_the_largest_whole_unit() {
    assertThat(Sizes.words(DataSize.ofMegabytes(512))).isEqualTo("512 MB");
    assertThat(Sizes.words(DataSize.ofGigabytes(2))).isEqualTo("2 GB");
    assertThat(Sizes.words(DataSize.ofBytes(1_000))).isEqualTo("1000 bytes");
    assertThat(Sizes.words(DataSize.ofBytes(1))).isEqualTo("1 bytes");
  }
}
