package dev.meanwhile.postgres.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFolderTest {
  @TempDir Path parent;

  @Test
  void what_a_killed_test_run_left_is_swept_and_a_running_one_is_left_alone() throws IOException {
    var running = TestFolder.create(parent);
    try (var postgres = running.startServer()) {
      var killed = Files.createDirectory(parent.resolve("run-killed"));
      Files.createFile(killed.resolve("lock"));

      var next = TestFolder.create(parent);

      assertThat(killed).doesNotExist();
      assertThat(postgres.isAlive()).isTrue();
      assertThat(running.path()).exists();
      assertThat(next.path()).isEmptyDirectory();
    }
    running.delete();
    assertThat(running.path()).doesNotExist();
  }
}
