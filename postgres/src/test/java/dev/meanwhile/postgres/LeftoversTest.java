package dev.meanwhile.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir Path folder;

  @Test
  void a_process_is_the_server_only_when_it_started_when_the_server_did() throws IOException {
    var self = ProcessHandle.current();
    var start = self.info().startInstant().orElseThrow();
    Files.createDirectory(folder.resolve("data"));

    assertThat(Leftovers.startedAsNoted(self, serverThatNoted(start))).isTrue();
    assertThat(Leftovers.startedAsNoted(self, serverThatNoted(start.minusSeconds(60)))).isFalse();
  }

  @Test
  void the_number_of_a_process_that_is_no_server_is_not_believed() throws IOException {
    Files.createDirectory(folder.resolve("data"));
    var server = serverThatNoted(ProcessHandle.current().info().startInstant().orElseThrow());

    Leftovers.end(server);

    assertThat(ProcessHandle.current().isAlive()).isTrue();
    assertThat(server.pidFile()).doesNotExist();
  }

  @Test
  @Timeout(20)
  void a_process_has_ended_although_its_parent_never_asks_about_it() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc")), "only Linux shows such a process");
    // The child ends only after its parent has become a program that asks about no child: a shell
    // might have asked in between, and then there would be nothing left to see.
    var ready = Files.writeString(folder.resolve("ready"), "ready\n");
    var parent =
        new ProcessBuilder(
                "sh", "-c", "exec 3<&0; read line <&3 & echo $!; exec tail -f \"$0\"", "" + ready)
            .start();
    try (var output = parent.inputReader();
        var input = parent.outputWriter()) {
      long child = Long.parseLong(output.readLine());
      assertThat(output.readLine()).isEqualTo("ready");
      assertThat(Leftovers.hasEnded(child)).isFalse();

      input.write("end\n");
      input.flush();
      while (!Leftovers.hasEnded(child)) {
        Thread.onSpinWait();
      }

      assertThat(Leftovers.hasEnded(parent.pid())).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }

  private Postmaster serverThatNoted(Instant start) throws IOException {
    try (var log = new ServerLog(folder.resolve("postgres.log"), 1000)) {
      var server =
          new Postmaster(
              new DataFolder(folder), new Binaries(folder), new Account(List.of(), 0), log);
      Files.writeString(
          server.pidFile(),
          "%d\n%s\n%d\n"
              .formatted(
                  ProcessHandle.current().pid(), folder.resolve("data"), start.getEpochSecond()));
      return server;
    }
  }
}
