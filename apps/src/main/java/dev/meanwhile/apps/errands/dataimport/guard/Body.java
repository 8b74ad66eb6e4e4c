package dev.meanwhile.apps.errands.dataimport.guard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;

/// The bytes of an answer, counted after unpacking and cut off with an error at the limit.
final class Body extends FilterInputStream {
  private final long limit;
  private long seen;

  private Body(InputStream bytes, long limit) {
    super(bytes);
    this.limit = limit;
  }

  static InputStream of(ClassicHttpResponse response, long limit) throws IOException {
    var entity = response.getEntity();
    if (entity == null) {
      return InputStream.nullInputStream();
    }
    if (entity.getContentLength() > limit) {
      throw tooLarge(limit);
    }
    String encoding =
        entity.getContentEncoding() == null
            ? "identity"
            : entity.getContentEncoding().strip().toLowerCase(Locale.ROOT);
    InputStream bytes = entity.getContent();
    return switch (encoding) {
      case "", "identity" -> new Body(bytes, limit);
      case "gzip", "x-gzip" -> new Body(new GZIPInputStream(bytes), limit);
      default ->
          throw FetchFailed.forGood(
              "The answer is packed in a way that is not understood.",
              "Offer the file unpacked, or upload it.",
              "bad_encoding");
    };
  }

  @Override
  public int read() throws IOException {
    int b = super.read();
    count(b < 0 ? 0 : 1);
    return b;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int read = super.read(into, offset, length);
    count(read);
    return read;
  }

  @Override
  public long skip(long bytes) throws IOException {
    long skipped = super.skip(bytes);
    count(skipped);
    return skipped;
  }

  private void count(long read) {
    seen += Math.max(read, 0);
    if (seen > limit) {
      throw tooLarge(limit);
    }
  }

  private static FetchFailed tooLarge(long limit) {
    return FetchFailed.forGood(
        String.format(Locale.ROOT, "The answer is larger than %,d bytes.", limit),
        "Split the file into smaller ones.",
        "too_large");
  }
}
