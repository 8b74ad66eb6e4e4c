package dev.meanwhile.apps.errands.dataimport.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Files to read, from the test's resources or from a text.
final class Sample {

  private Sample() {}

  static SourceFile file(String name) {
    return () ->
        Objects.requireNonNull(Sample.class.getResourceAsStream(name), "There is no " + name);
  }

  static SourceFile text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return () -> new ByteArrayInputStream(bytes);
  }

  /// A file that is a beginning and then the same line many times, made while it is read.
  static SourceFile repeated(String beginning, String line, long times) {
    return () -> new Repeated(beginning, line, times);
  }

  static Layout layout(String name) throws IOException {
    return Survey.of(file(name), FileKind.CSV, FormatWish.none(), _ -> true);
  }

  static List<Row> rows(SourceFile file, Layout layout) throws IOException {
    var rows = new ArrayList<Row>();
    try (Rows read = Rows.of(file, layout)) {
      for (Row row = read.next(); row != null; row = read.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  static List<List<String>> cells(String name) throws IOException {
    return rows(file(name), layout(name)).stream().map(Row::cells).toList();
  }

  private static final class Repeated extends InputStream {
    private final byte[] line;
    private final long times;
    private byte[] current;
    private int position;
    private long written;

    Repeated(String beginning, String line, long times) {
      this.current = beginning.getBytes(StandardCharsets.UTF_8);
      this.line = line.getBytes(StandardCharsets.UTF_8);
      this.times = times;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      int done = 0;
      while (done < length && more()) {
        int part = Math.min(length - done, current.length - position);
        System.arraycopy(current, position, into, offset + done, part);
        position += part;
        done += part;
      }
      return done == 0 && length > 0 ? -1 : done;
    }

    private boolean more() {
      if (position < current.length) {
        return true;
      }
      if (written == times) {
        return false;
      }
      written++;
      current = line;
      position = 0;
      return true;
    }
  }
}
