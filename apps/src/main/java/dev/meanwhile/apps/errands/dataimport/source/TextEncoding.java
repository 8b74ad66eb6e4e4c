package dev.meanwhile.apps.errands.dataimport.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;

/// How the bytes of a file become characters.
///
/// @param charset for example `UTF-8`
/// @param mark how many bytes of a byte order mark come first
/// @param exact whether all bytes fit; if not, the replacement character U+FFFD means damage
public record TextEncoding(String charset, int mark, boolean exact) {

  /// The characters of a file, without the byte order mark.
  Reader open(SourceFile file) throws IOException {
    InputStream bytes = new BufferedInputStream(file.open(), 1 << 16);
    try {
      bytes.skipNBytes(mark);
      return new InputStreamReader(bytes, Charset.forName(charset));
    } catch (IOException | RuntimeException e) {
      bytes.close();
      throw e;
    }
  }
}
