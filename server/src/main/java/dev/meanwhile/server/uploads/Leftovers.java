package dev.meanwhile.server.uploads;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/// Takes away what a crash left in the upload folder: files without a row. It runs before the first
/// request; what another node is writing at that moment is locked and stays.
@Component
class Leftovers implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final int AT_ONCE = 1_000;

  private final UploadFolder folder;
  private final UploadStore store;

  Leftovers(UploadFolder folder, UploadStore store) {
    this.folder = folder;
    this.store = store;
  }

  @Override
  public void afterSingletonsInstantiated() {
    try {
      clear();
    } catch (IOException | RuntimeException e) {
      LOG.warn("Leftovers in the upload folder were not cleared away", e);
    }
  }

  private void clear() throws IOException {
    var finished = new HashMap<UUID, Path>();
    try (Stream<Path> files = Files.list(folder.folder())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        UUID id = id(file);
        if (id != null) {
          finished.put(id, file);
        } else if (file.toString().endsWith(UploadFolder.UNFINISHED)) {
          clear(file, null);
        }
        if (finished.size() == AT_ONCE) {
          clear(finished);
        }
      }
    }
    clear(finished);
  }

  private void clear(Map<UUID, Path> files) throws IOException {
    files.keySet().removeAll(store.known(new ArrayList<>(files.keySet())));
    for (var file : files.entrySet()) {
      clear(file.getValue(), file.getKey());
    }
    files.clear();
  }

  private void clear(Path file, @Nullable UUID id) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (channel.tryLock() == null) {
        return;
      }
      // Asked once more: its writer may have finished between the first look and our lock.
      if (id == null || store.known(List.of(id)).isEmpty()) {
        Files.deleteIfExists(file);
        LOG.info("Took away {}, which a crash had left behind", file.getFileName());
      }
    } catch (NoSuchFileException _) {
      // its writer has just finished or given up
    }
  }

  private static @Nullable UUID id(Path file) {
    String name = file.getFileName().toString();
    try {
      UUID id = UUID.fromString(name);
      return id.toString().equals(name) ? id : null;
    } catch (IllegalArgumentException _) {
      return null;
    }
  }
}
