package dev.meanwhile.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What can be typed, and what is said about what cannot.
class CommandsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
                                | Give one of the commands demo, serve and doctor.
          sevre                 | Give one of the commands demo, serve and doctor.
          demo --prot 1         | 'demo' does not understand --prot 1. './meanwhile help' shows what it takes.
          demo --port           | --port needs a value after it.
          demo --port http      | A port is a number from 1 to 65535, not 'http'.
          demo --port=70000     | A port is a number from 1 to 65535, not '70000'.
          serve now             | 'serve' does not understand now. './meanwhile help' shows what it takes.
          """)
  void what_is_not_understood_is_one_sentence(String typed, String sentence) throws Exception {
    String[] words = typed == null ? new String[0] : typed.split(" ");

    var program = Program.run(folder, Map.of(), words);

    assertThat(program.exitCode()).isEqualTo(1);
    assertThat(program.err().lines()).containsExactly(sentence);
  }

  @Test
  void the_doctor_looks_at_everything_and_says_what_to_type() throws Exception {
    int free = Program.freePort();
    var healthy = Program.run(folder, Map.of(), "doctor", "--port", Integer.toString(free));

    assertThat(healthy.out())
        .contains(
            "PostgreSQL 18 starts for this user",
            "can be written",
            "Port %d is free".formatted(free))
        .endsWith("All is well. Type: ./meanwhile demo\n");
    assertThat(healthy.exitCode()).isZero();
    assertThat(healthy.err()).isEmpty();

    var ill =
        Program.run(
            folder, Map.of("MEANWHILE_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/x"), "doctor");
    assertThat(ill.out()).contains("The database does not answer").contains("put right.");
    assertThat(ill.exitCode()).isEqualTo(1);
  }

  @Test
  void words_may_be_given_with_a_space_or_an_equals_sign() {
    var arguments = new Arguments("demo", List.of("--data=/a b", "--reset", "--port", "1"));

    assertThat(arguments.value("--data", "")).isEqualTo("/a b");
    assertThat(arguments.value("--port", "8080")).isEqualTo("1");
    assertThat(arguments.flag("--reset")).isTrue();
    assertThat(arguments.flag("--reset")).isFalse();
    arguments.end();
  }

  @Test
  void only_our_own_is_erased() throws Exception {
    var mine = Files.writeString(folder.resolve("mine.txt"), "keep");
    Files.createDirectories(folder.resolve("uploads").resolve("a"));

    new DataFolder(folder).erase();

    assertThat(mine).exists();
    assertThat(folder.resolve("uploads")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/proc/none", "/dev/null/x"})
  void a_folder_that_cannot_be_made_is_one_sentence(String path) {
    assertThatThrownBy(() -> DataFolder.named("demo", path).create())
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("The data folder %s cannot be written (".formatted(path));
  }
}
