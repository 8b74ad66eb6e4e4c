package dev.meanwhile.server.uploads;

import dev.meanwhile.server.problem.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.util.unit.DataSize;

/// One file on its way in: counted, summed up and written as it comes. Closing it takes away what
/// was not kept.
///
/// The file stays locked until then, so that nobody takes it for a leftover.
final class Intake implements AutoCloseable {
  private final Path path;
  private final DataSize limit;
  private final FileChannel file;
  private final MessageDigest digest = sha256();
  private long size;

  Intake(Path path, DataSize limit) throws IOException {
    this.path = path;
    this.limit = limit;
    this.file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    this.file.lock();
  }

  /// @throws Refusal when the file grows beyond the limit
  void write(ByteBuffer bytes) throws IOException {
    size += bytes.remaining();
    if (size > limit.toBytes()) {
      throw tooLarge(limit);
    }
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }

  /// Makes sure that the bytes are on the disk.
  ///
  /// @return the sum of all bytes, in hexadecimal
  String finish() throws IOException {
    file.force(true);
    return HexFormat.of().formatHex(digest.digest());
  }

  long size() {
    return size;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    try (file) {
      Files.deleteIfExists(path);
    }
  }

  static Refusal tooLarge(DataSize limit) {
    return new Refusal(
        413,
        "too-large",
        "The file was not taken.",
        "It is larger than %s.".formatted(Sizes.words(limit)),
        "Split it, or ask the operator to raise MEANWHILE_UPLOAD_LIMIT.");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
