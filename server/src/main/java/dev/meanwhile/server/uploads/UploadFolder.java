package dev.meanwhile.server.uploads;

import dev.meanwhile.server.settings.Settings;
import dev.meanwhile.server.start.StartRefused;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// The folder the bytes lie in: one file per upload, named by its id; unfinished ones end in
/// `.part`.
@Component
class UploadFolder {
  static final String UNFINISHED = ".part";

  private final Path folder;

  UploadFolder(Settings settings) {
    folder = settings.data().resolve("uploads").toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw unusable();
    }
    if (!Files.isWritable(folder)) {
      throw unusable();
    }
  }

  private StartRefused unusable() {
    return new StartRefused(
        "The folder " + folder + " cannot be written, so no file could be uploaded.",
        "Make it writable, or choose another with MEANWHILE_DATA.");
  }

  Path unfinished() {
    return folder.resolve(UUID.randomUUID() + UNFINISHED);
  }

  /// Gives a finished file its place for good, even if the power fails now.
  void keep(Path unfinished, UUID id) throws IOException {
    Files.move(unfinished, path(id), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }

  void delete(UUID id) throws IOException {
    Files.deleteIfExists(path(id));
  }

  InputStream open(Upload upload) throws IOException {
    try {
      return Files.newInputStream(path(upload.id()));
    } catch (NoSuchFileException _) {
      throw new FileNotFoundException(
          "The file '%s' is no longer in this server's data folder.".formatted(upload.name()));
    }
  }

  Path folder() {
    return folder;
  }

  private Path path(UUID id) {
    return folder.resolve(id.toString());
  }
}
