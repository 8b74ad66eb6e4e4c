package dev.meanwhile.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A data folder has one owner at a time, and the next one gets it whatever became of the last.
class OwnerTest {
  @TempDir Path parent;

  @Test
  void a_second_program_is_told_who_uses_the_folder() throws Exception {
    try (var first = OtherProgram.start(folder())) {
      assertThat(first.says()).isEqualTo("ready");

      assertThatThrownBy(() -> LocalPostgres.start(folder()))
          .isInstanceOf(PostgresFailed.class)
          .hasMessage(
              "The data folder %s is in use by process %d (%s). Stop that one first, or choose another data folder."
                  .formatted(folder(), first.process().pid(), OtherProgram.ADDRESS));
    }
  }

  @Test
  void a_second_start_in_the_same_program_does_not_open_the_folder_to_others() throws Exception {
    try (var postgres = LocalPostgres.start(settings())) {
      assertThatThrownBy(() -> LocalPostgres.start(settings())).isInstanceOf(PostgresFailed.class);

      try (var other = OtherProgram.start(folder())) {
        assertThat(other.says())
            .contains("is in use by process " + ProcessHandle.current().pid() + ".");
      }
      assertThat(postgres.isAlive()).isTrue();
    }
  }

  @Test
  void the_server_of_a_killed_program_is_taken_over() throws Exception {
    long orphan;
    try (var killed = OtherProgram.start(folder())) {
      assertThat(killed.says()).isEqualTo("ready");
      orphan = serverIn(folder());
      killed.kill();
    }
    assertThat(ProcessHandle.of(orphan)).isPresent();

    try (var postgres = LocalPostgres.start(settings())) {
      assertThat(postgres.pid()).isNotEqualTo(orphan);
      assertThat(Books.in(postgres).pages()).isEqualTo("1000");
    }
  }

  @Test
  void a_server_that_died_with_its_program_is_recovered() throws Exception {
    try (var killed = OtherProgram.start(folder())) {
      assertThat(killed.says()).isEqualTo("ready");
      killed.kill();
      ProcessHandle.of(serverIn(folder())).orElseThrow().destroyForcibly();
    }

    try (var postgres = LocalPostgres.start(settings())) {
      assertThat(Books.in(postgres).pages()).isEqualTo("1000");
    }
  }

  @Test
  void a_stale_number_that_another_process_has_now_is_no_hindrance() throws Exception {
    var file = folder().resolve("data").resolve("postmaster.pid");
    String stale;
    try (var postgres = LocalPostgres.start(settings())) {
      Books.in(postgres).write(1000);
      stale = Files.readString(file).replaceFirst("\\d+", "1");
    }
    Files.writeString(file, stale);

    try (var postgres = LocalPostgres.start(settings())) {
      assertThat(Books.in(postgres).pages()).isEqualTo("1000");
    }
  }

  @Test
  void ctrl_c_reaches_the_program_and_not_its_server() throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/setsid")), "needs setsid to make a terminal's group");
    // A shell may have started the tests with SIGINT ignored, and children inherit that.
    try (var program = OtherProgram.start(folder(), "setsid", "env", "--default-signal=INT")) {
      assertThat(program.says()).isEqualTo("ready");

      // What a terminal does: the signal goes to the whole process group.
      new ProcessBuilder("kill", "-INT", "--", "-" + program.process().pid()).start().waitFor();
      assertThat(program.says()).startsWith("closing ");
    }

    try (var postgres = LocalPostgres.start(settings())) {
      assertThat(Books.in(postgres).pages()).isEqualTo("1001");
    }
  }

  @Test
  void programs_that_unpack_at_the_same_time_do_not_disturb_each_other() throws Exception {
    var home = parent.resolve("home");
    var classPath = System.getProperty("java.class.path");
    try (var one = OtherProgram.start(classPath, parent.resolve("one"), home);
        var two = OtherProgram.start(classPath, parent.resolve("two"), home)) {
      assertThat(one.says()).isEqualTo("ready");
      assertThat(two.says()).isEqualTo("ready");
    }

    try (var unpacked = Files.list(home.resolve(".cache").resolve("meanwhile"))) {
      assertThat(unpacked.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "postgres-" + Binaries.VERSION + "-" + Platform.current().name(), "unpacking.lock");
    }
  }

  private static long serverIn(Path folder) throws Exception {
    var lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
    return Long.parseLong(lines.getFirst());
  }

  private Path folder() {
    return parent.resolve("house");
  }

  private PostgresSettings settings() {
    return PostgresSettings.in(folder()).forTests();
  }
}
