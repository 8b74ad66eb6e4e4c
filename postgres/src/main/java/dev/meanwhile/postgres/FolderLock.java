package dev.meanwhile.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right of one program to use a folder. It ends with the program, however that ends.
final class FolderLock implements AutoCloseable {
  // The system lets go of all locks of a JVM on a file when any channel to it is closed. So the
  // file is opened once per JVM, and what others may read stands in a second file.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static FolderLock take(Path given) throws IOException {
    var folder = given.toRealPath();
    if (!HELD.add(folder)) {
      throw inUse(folder);
    }
    try {
      return new FolderLock(folder, lock(folder));
    } catch (IOException | RuntimeException e) {
      HELD.remove(folder);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(folder);
      }
      write(folder, "");
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /// Adds a line (an address, say) that a refused second start quotes.
  void note(String text) throws IOException {
    write(folder, text.lines().findFirst().orElse(""));
  }

  private static void write(Path folder, String text) throws IOException {
    Files.writeString(
        folder.resolve("owner"), "%d\n%s\n".formatted(ProcessHandle.current().pid(), text));
  }

  private static PostgresFailed inUse(Path folder) {
    var owner = "another program";
    try {
      var lines = Files.readAllLines(folder.resolve("owner"));
      var note = lines.size() > 1 ? lines.get(1).strip() : "";
      owner = "process " + lines.getFirst().strip() + (note.isEmpty() ? "" : " (" + note + ")");
    } catch (IOException | RuntimeException _) {
      // The owner has just begun and not written its name yet, or is just leaving.
    }
    return new PostgresFailed(
        "The data folder %s is in use by %s. Stop that one first, or choose another data folder."
            .formatted(folder, owner));
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(folder.resolve("owner"));
    } catch (IOException _) {
      // Closing the file lets go of the lock in any case.
    } finally {
      HELD.remove(folder);
    }
  }
}
