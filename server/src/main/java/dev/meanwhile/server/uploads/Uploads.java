package dev.meanwhile.server.uploads;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The uploaded files: what is known of them, and their bytes.
public interface Uploads {

  /// What is known of an upload; null when there is none.
  @Nullable Upload find(UUID id);

  /// Its bytes from the start; the caller closes the stream.
  ///
  /// @throws java.io.FileNotFoundException when the file is gone from this node's data folder
  InputStream open(Upload upload) throws IOException;
}
