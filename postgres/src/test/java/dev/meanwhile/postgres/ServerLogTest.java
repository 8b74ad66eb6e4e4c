package dev.meanwhile.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {
  @TempDir Path folder;

  @Test
  void a_long_log_is_set_aside_while_the_server_goes_on_writing() throws IOException {
    var file = folder.resolve("log").resolve("postgres.log");
    try (var log = new ServerLog(file, 10)) {
      Files.writeString(file, "a long first line\n");
      try (var server = Files.newOutputStream(file, StandardOpenOption.APPEND)) {
        log.turn();
        server.write("short\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        log.turn();
      }

      assertThat(file).hasContent("short");
      assertThat(folder.resolve("log").resolve("postgres.log.1")).hasContent("a long first line");
    }
  }

  @Test
  void only_what_was_written_since_is_read() throws IOException {
    var file = folder.resolve("postgres.log");
    try (var log = new ServerLog(file, 1000)) {
      assertThat(log.linesSince(0)).isEmpty();

      Files.writeString(file, "yesterday\n");
      long before = log.size();
      Files.writeString(file, "today\n", StandardOpenOption.APPEND);

      assertThat(log.linesSince(before)).containsExactly("today");
    }
  }
}
