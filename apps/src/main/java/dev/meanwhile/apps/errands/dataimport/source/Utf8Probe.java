package dev.meanwhile.apps.errands.dataimport.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// How much of a whole file is valid UTF-8.
///
/// @param leads bytes that begin a character of more than one byte
/// @param malformed places that are not UTF-8
record Utf8Probe(long leads, long malformed) {

  /// Valid, or a UTF-8 file with a few broken places: such a file must not be read as Windows-1252,
  /// which would garble every accent in it.
  boolean looksLikeUtf8() {
    return malformed == 0 || leads > malformed * 10;
  }

  static Utf8Probe of(SourceFile file) throws IOException {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer ignored = CharBuffer.allocate(1 << 16);
    long leads = 0;
    long malformed = 0;
    try (InputStream in = file.open()) {
      boolean end = false;
      while (!end) {
        int from = bytes.position();
        int read = in.read(bytes.array(), from, bytes.remaining());
        end = read < 0;
        for (int i = from; i < from + read; i++) {
          leads += bytes.get(i) < -11 && bytes.get(i) >= -62 ? 1 : 0; // 0xC2 to 0xF4
        }
        bytes.position(from + Math.max(read, 0)).flip();
        CoderResult result = decoder.decode(bytes, ignored.clear(), end);
        while (result.isError() || result.isOverflow()) {
          if (result.isError()) {
            malformed++;
            bytes.position(bytes.position() + result.length());
          }
          result = decoder.decode(bytes, ignored.clear(), end);
        }
        bytes.compact();
      }
    }
    return new Utf8Probe(leads, malformed);
  }
}
