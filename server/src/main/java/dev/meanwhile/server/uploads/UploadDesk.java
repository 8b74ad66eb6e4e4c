package dev.meanwhile.server.uploads;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.audit.Audit;
import dev.meanwhile.server.audit.Deed;
import dev.meanwhile.server.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/// Takes files in: first the bytes, safe on disk, then the row that says so.
@Component
class UploadDesk implements Uploads {
  private static final int FORM_OVERHEAD = 64 * 1024;

  private final UploadFolder folder;
  private final UploadStore store;
  private final Audit audit;
  private final DataSize limit;

  UploadDesk(UploadFolder folder, UploadStore store, Audit audit, Settings settings) {
    this.audit = audit;
    this.folder = folder;
    this.store = store;
    this.limit = settings.upload().limit();
  }

  @Override
  public @Nullable Upload find(UUID id) {
    return store.find(id);
  }

  @Override
  public InputStream open(Upload upload) throws IOException {
    return folder.open(upload);
  }

  /// Refuses what says of itself that it is too large, before a byte of it is read.
  void refuseIfTooLarge(long announced, boolean form) {
    if (announced > limit.toBytes() + (form ? FORM_OVERHEAD : 0)) {
      throw Intake.tooLarge(limit);
    }
  }

  /// Takes a file whose bytes are the stream.
  Taken take(InputStream body, String name, Caller caller, @Nullable String key)
      throws IOException {
    try (var intake = new Intake(folder.unfinished(), limit)) {
      var buffer = new byte[64 * 1024];
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        intake.write(ByteBuffer.wrap(buffer, 0, read));
      }
      return keep(intake, name, caller, key);
    }
  }

  /// Takes the file out of a `multipart/form-data` stream.
  Taken takeForm(InputStream body, String boundary, Caller caller, @Nullable String key)
      throws IOException {
    try (var intake = new Intake(folder.unfinished(), limit)) {
      return keep(intake, FilePart.read(body, boundary, intake), caller, key);
    }
  }

  private Taken keep(Intake intake, @Nullable String name, Caller caller, @Nullable String key)
      throws IOException {
    if (intake.size() == 0) {
      throw Refused.empty();
    }
    String sum = intake.finish();
    UUID id = store.nextId();
    folder.keep(intake.path(), id);
    // When this fails, the row may be there all the same; then its file must be as well.
    Optional<Upload> kept =
        audit.change(
            caller,
            _ -> {
              Upload one =
                  store.insert(id, FileName.harmless(name), intake.size(), sum, caller.id(), key);
              return new Audit.Done<>(Optional.ofNullable(one), one == null ? null : deed(one));
            });
    Upload upload = kept.orElse(null);
    if (upload == null) {
      folder.delete(id);
      return again(caller, key, sum);
    }
    return new Taken(upload, false);
  }

  private static Deed deed(Upload upload) {
    return Deed.of("upload_file", "upload", upload.id())
        .with(Map.of("name", upload.name(), "size", upload.size(), "sha256", upload.sha256()));
  }

  /// The earlier upload with the same key.
  private Taken again(Caller caller, @Nullable String key, String sum) {
    Upload earlier = key == null ? null : store.findByKey(caller.id(), key);
    if (earlier == null || !earlier.sha256().equals(sum)) {
      throw Refused.keyReused();
    }
    return new Taken(earlier, true);
  }

  /// @param replayed whether the file was here already, under the same key
  record Taken(Upload upload, boolean replayed) {}
}
