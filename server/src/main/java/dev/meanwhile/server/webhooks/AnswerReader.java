package dev.meanwhile.server.webhooks;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Reads an answer off the wire. Without complete headers there is none; a body that is late, too
/// large or broken off leaves one that is not whole.
final class AnswerReader {
  private static final int LARGEST_HEAD = 64 * 1024;

  /// What is no HTTP.
  static final class Nonsense extends IOException {
    Nonsense(String what) {
      super(what);
    }
  }

  private final InputStream in;
  private final Socket wire;
  private final int largest;
  private int headBytes;

  AnswerReader(InputStream in, Socket wire, int largest) {
    this.in = in;
    this.wire = wire;
    this.largest = largest;
  }

  Answer read(long end, Duration forBody) throws IOException {
    int status = status(end);
    Map<String, String> head = head(end);
    while (status >= 100 && status < 200) {
      status = status(end);
      head = head(end);
    }
    long bodyEnd = Math.min(end, System.nanoTime() + forBody.toNanos());
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    boolean whole = false;
    try {
      whole = status == 204 || status == 304 || body(head, body, bodyEnd);
    } catch (IOException late) {
      // What was read so far is told; that it is not all of it, too.
    }
    return new Answer(status, head, body.toByteArray(), whole);
  }

  private int status(long end) throws IOException {
    String line = line(end);
    if (!line.matches("HTTP/1\\.[01] [1-5]\\d\\d( .*)?")) {
      throw new Nonsense("something that is no HTTP");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private Map<String, String> head(long end) throws IOException {
    Map<String, String> head = new LinkedHashMap<>();
    for (String line = line(end); !line.isEmpty(); line = line(end)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        head.putIfAbsent(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return head;
  }

  private String line(long end) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int c = next(end); c != '\n'; c = next(end)) {
      if (++headBytes > LARGEST_HEAD) {
        throw new Nonsense("endless headers");
      }
      line.write(c);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private int next(long end) throws IOException {
    if (in.available() == 0) {
      wire.setSoTimeout(Post.left(end));
    }
    int c = in.read();
    if (c < 0) {
      throw new EOFException("the connection was closed");
    }
    return c;
  }

  /// @return whether all of it was read
  private boolean body(Map<String, String> head, ByteArrayOutputStream body, long end)
      throws IOException {
    String encoding = head.getOrDefault("transfer-encoding", "");
    if (encoding.toLowerCase(Locale.ROOT).contains("chunked")) {
      return chunks(body, end);
    }
    String length = head.get("content-length");
    if (length == null) {
      copy(Long.MAX_VALUE, body, end);
      return body.size() < largest;
    }
    if (!length.matches("\\d{1,18}")) {
      return false;
    }
    long bytes = Long.parseLong(length);
    return copy(Math.min(bytes, largest), body, end) == bytes;
  }

  private boolean chunks(ByteArrayOutputStream body, long end) throws IOException {
    while (body.size() < largest) {
      String size = line(end).replaceFirst(";.*", "").strip();
      if (!size.matches("[0-9a-fA-F]{1,8}")) {
        return false;
      }
      int bytes = Integer.parseUnsignedInt(size, 16);
      if (bytes == 0) {
        return true;
      }
      if (bytes < 0 || copy(bytes, body, end) < bytes) {
        return false;
      }
      line(end);
    }
    return false;
  }

  /// At most as many bytes as are wanted and still fit.
  private long copy(long wanted, ByteArrayOutputStream body, long end) throws IOException {
    byte[] buffer = new byte[8192];
    long copied = 0;
    while (copied < wanted && body.size() < largest) {
      wire.setSoTimeout(Post.left(end));
      int room = (int) Math.min(buffer.length, Math.min(wanted - copied, largest - body.size()));
      int read = in.read(buffer, 0, room);
      if (read < 0) {
        break;
      }
      body.write(buffer, 0, read);
      copied += read;
    }
    return copied;
  }
}
