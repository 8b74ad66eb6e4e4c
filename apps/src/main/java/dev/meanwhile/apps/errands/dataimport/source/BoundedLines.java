package dev.meanwhile.apps.errands.dataimport.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/// The lines of a text, never more than a bounded part of one in memory.
final class BoundedLines implements Closeable {
  private final Reader text;
  private final int longest;
  private final char[] buffer = new char[1 << 14];
  private int position;
  private int filled;
  private boolean afterReturn;
  private long number;

  BoundedLines(Reader text, int longest) {
    this.text = text;
    this.longest = longest;
  }

  /// The next line, cut off one character behind the limit; null after the last.
  @Nullable String next() throws IOException {
    var line = new StringBuilder();
    boolean any = false;
    while (fill()) {
      char c = buffer[position++];
      if (c == '\n' && afterReturn) {
        afterReturn = false;
        continue;
      }
      any = true;
      afterReturn = c == '\r';
      if (c == '\n' || c == '\r') {
        number++;
        return line.toString();
      }
      if (line.length() <= longest) {
        line.append(c);
      }
    }
    number += any ? 1 : 0;
    return any ? line.toString() : null;
  }

  /// The number of the line that was read last.
  long number() {
    return number;
  }

  private boolean fill() throws IOException {
    if (position == filled) {
      position = 0;
      filled = Math.max(text.read(buffer), 0);
    }
    return filled > 0;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
