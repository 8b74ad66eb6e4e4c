package dev.meanwhile.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  @Test
  void data_of_a_newer_postgresql_is_refused_and_left_alone() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    var version = Files.writeString(folder.resolve("data").resolve("PG_VERSION"), "19\n");

    assertRefused()
        .hasMessage(
            "The data in %s was written by PostgreSQL 19, and this Meanwhile brings PostgreSQL 18, which cannot read it. Start the Meanwhile that wrote it, or choose another data folder."
                .formatted(folder));
    assertThat(version).hasContent("19");
  }

  @Test
  void a_folder_with_something_else_in_it_is_refused() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "mine");

    assertRefused()
        .hasMessageContaining("holds something else already (thesis.txt)")
        .hasMessageContaining("Choose an empty or a new folder");
    assertThat(folder.resolve("lock")).doesNotExist();
  }

  @Test
  void a_data_folder_of_another_postgresql_is_refused() throws IOException {
    Files.writeString(folder.resolve("PG_VERSION"), "18\n");

    assertRefused().hasMessageContaining("holds something else already (PG_VERSION)");
  }

  @Test
  void a_file_is_no_folder() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "");

    assertRefused(file).hasMessageContaining(file + " is a file, not a folder");
  }

  @Test
  void a_folder_that_cannot_be_made_is_refused() {
    assertRefused(Path.of("/proc/meanwhile"))
        .hasMessageStartingWith("The data folder /proc/meanwhile cannot be used: ")
        .hasMessageEndingWith("or choose another data folder.");
  }

  @Test
  void a_name_that_a_shell_would_read_as_a_command_is_refused() {
    assertRefused(folder.resolve("$(reboot)")).hasMessageContaining("a character in its name");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_almost_full_disk_is_refused() {
    assertThatThrownBy(() -> DataFolder.at(folder).requireSpace(Long.MAX_VALUE))
        .isInstanceOf(PostgresFailed.class)
        .hasMessageStartingWith("The disk of " + folder + " is almost full: ")
        .hasMessageContaining("Make room");
  }

  @Test
  void a_lost_password_is_missed_and_a_wrong_one_as_well() throws IOException {
    var settings = PostgresSettings.in(folder).forTests();
    LocalPostgres.start(settings).close();

    Files.writeString(folder.resolve("password"), "wrong\n");
    assertRefused().hasMessageContaining("does not accept the password in");

    Files.delete(folder.resolve("password"));
    assertRefused().hasMessageContaining("cannot be read from " + folder.resolve("password"));
    assertThat(folder.resolve("data").resolve("postmaster.pid")).doesNotExist();
  }

  @Test
  void what_a_broken_off_first_start_left_is_made_anew() throws IOException {
    Files.createDirectories(folder.resolve("data.unfinished").resolve("base"));
    Files.writeString(folder.resolve("password"), "old\n");

    try (var postgres = LocalPostgres.start(PostgresSettings.in(folder).forTests())) {
      assertThat(postgres.isAlive()).isTrue();
    }
    assertThat(folder.resolve("data.unfinished")).doesNotExist();
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertRefused(folder);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path folder) {
    return assertThatThrownBy(() -> LocalPostgres.start(PostgresSettings.in(folder).forTests()))
        .isInstanceOf(PostgresFailed.class);
  }
}
