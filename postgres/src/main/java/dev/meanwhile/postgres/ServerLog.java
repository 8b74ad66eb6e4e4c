package dev.meanwhile.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The log of the server: two files at most, which are looked after while the server runs.
final class ServerLog implements AutoCloseable {
  static final long LIMIT_BYTES = 10L << 20;
  private static final Logger LOG = LoggerFactory.getLogger(ServerLog.class);

  private final Path file;
  private final long limit;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("postgres-log").factory());

  ServerLog(Path file, long limit) throws IOException {
    this.file = file;
    this.limit = limit;
    Files.createDirectories(file.resolveSibling(".").normalize());
    turn();
    var _ = turns.scheduleWithFixedDelay(this::turn, 20, 20, SECONDS);
  }

  /// Sets a long log aside. The server appends, so it goes on at the beginning of the emptied file.
  void turn() {
    try {
      if (size() > limit) {
        Files.copy(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING);
        Files.write(file, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
      }
    } catch (IOException e) {
      LOG.warn("The log of PostgreSQL could not be set aside: {}", Reason.of(e));
    }
  }

  long size() {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException _) {
      return 0;
    }
  }

  /// What was written after the given size, at most the last 64 kB of it.
  List<String> linesSince(long from) {
    try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.position(Math.max(Math.min(from, channel.size()), channel.size() - (64 << 10)));
      return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8).lines().toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  @Override
  public void close() {
    turns.shutdownNow();
  }
}
