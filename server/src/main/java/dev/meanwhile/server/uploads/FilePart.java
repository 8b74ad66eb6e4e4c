package dev.meanwhile.server.uploads;

import dev.meanwhile.server.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;

/// The file in a `multipart/form-data` body: the first part named `file`. The other parts are
/// passed over.
final class FilePart implements MultiPart.Parser.Listener {
  private final Intake intake;
  private @Nullable ContentDisposition disposition;
  private @Nullable String name;
  private boolean inside;
  private boolean found;
  private boolean complete;
  private @Nullable Exception failure;

  private FilePart(Intake intake) {
    this.intake = intake;
  }

  /// Reads the body to its end and writes the file.
  ///
  /// @return the file's name as the sender gave it, or null
  static @Nullable String read(InputStream body, String boundary, Intake intake)
      throws IOException {
    var part = new FilePart(intake);
    var parser = new MultiPart.Parser(boundary, part);
    parser.setMaxParts(100);
    var buffer = new byte[64 * 1024];
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      parser.parse(Content.Chunk.from(ByteBuffer.wrap(buffer, 0, read), false));
      part.passOnFailure();
    }
    parser.parse(Content.Chunk.EOF);
    part.passOnFailure();
    if (!part.complete) {
      throw broken();
    }
    if (!part.found) {
      throw Refused.noFile("The form has no part named 'file'.");
    }
    return part.name;
  }

  @Override
  public void onPartBegin() {
    disposition = null;
  }

  @Override
  public void onPartHeader(String header, String value) {
    if (header.equalsIgnoreCase("Content-Disposition")) {
      disposition = ContentDisposition.parse(value);
    }
  }

  @Override
  public void onPartHeaders() {
    inside = !found && disposition != null && "file".equals(disposition.getName());
    if (inside && disposition != null) {
      found = true;
      name = disposition.getFilename();
    }
  }

  @Override
  public void onPartContent(Content.Chunk chunk) {
    if (inside && failure == null) {
      try {
        intake.write(chunk.getByteBuffer());
      } catch (IOException | Refusal e) {
        failure = e;
      }
    }
  }

  @Override
  public void onPartEnd() {
    inside = false;
  }

  @Override
  public void onComplete() {
    complete = true;
  }

  @Override
  public void onFailure(Throwable malformed) {
    failure = failure == null ? broken() : failure;
  }

  /// The parser swallows what is thrown while it calls us, so it is thrown here.
  private void passOnFailure() throws IOException {
    switch (failure) {
      case null -> {}
      case IOException disk -> throw disk;
      case Refusal refusal -> throw refusal;
      default -> throw new IllegalStateException(failure);
    }
  }

  private static Refusal broken() {
    return Refused.noFile("The form is broken off or not proper multipart/form-data.");
  }
}
