package dev.meanwhile.apps.errands.dataimport.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The pattern that UTF-16 without a byte order mark leaves: every other byte of plain letters,
/// separators and line ends is zero.
final class Utf16Pattern {

  private Utf16Pattern() {}

  /// The charset; null when the bytes show no such pattern.
  static @Nullable Charset in(byte[] head) {
    int pairs = head.length / 2;
    int first = 0;
    int second = 0;
    for (int i = 0; i + 1 < head.length; i += 2) {
      first += head[i] == 0 ? 1 : 0;
      second += head[i + 1] == 0 ? 1 : 0;
    }
    if (pairs < 2) {
      return null;
    }
    if (second * 3 > pairs && first * 20 < second) {
      return StandardCharsets.UTF_16LE;
    }
    return first * 3 > pairs && second * 20 < first ? StandardCharsets.UTF_16BE : null;
  }
}
