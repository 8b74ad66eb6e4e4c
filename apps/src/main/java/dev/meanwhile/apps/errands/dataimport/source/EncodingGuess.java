package dev.meanwhile.apps.errands.dataimport.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds out the encoding of a file from its bytes: a byte order mark, else the pattern of UTF-16,
/// else UTF-8 when the whole file is that, else Windows-1252.
final class EncodingGuess {
  private static final int HEAD = 1 << 16;
  private static final Charset WINDOWS = Charset.forName("windows-1252");

  private static final List<Mark> MARKS =
      List.of(
          new Mark("UTF-32LE", 0xff, 0xfe, 0, 0),
          new Mark("UTF-32BE", 0, 0, 0xfe, 0xff),
          new Mark("UTF-8", 0xef, 0xbb, 0xbf),
          new Mark("UTF-16LE", 0xff, 0xfe),
          new Mark("UTF-16BE", 0xfe, 0xff));

  private EncodingGuess() {}

  /// @param wanted what somebody says it is; null to find out
  /// @throws SourceRefused when the file is empty or no text at all
  static TextEncoding of(SourceFile file, @Nullable Charset wanted) throws IOException {
    byte[] head;
    try (InputStream bytes = file.open()) {
      head = bytes.readNBytes(HEAD);
    }
    Mark mark = MARKS.stream().filter(known -> known.begins(head)).findFirst().orElse(null);
    if (head.length == (mark == null ? 0 : mark.size())) {
      throw new SourceRefused("The file is empty.", "Choose a file with rows.", "empty_file");
    }
    if (wanted != null) {
      Charset exactly = endian(wanted, mark);
      return with(file, exactly, mark != null && mark.charset().equals(exactly) ? mark.size() : 0);
    }
    if (mark != null) {
      return with(file, mark.charset(), mark.size());
    }
    BinaryFile.refuse(head);
    Charset wide = Utf16Pattern.in(head);
    if (wide != null) {
      return with(file, wide, 0);
    }
    BinaryFile.refuseControlCharacters(head);
    Utf8Probe probe = Utf8Probe.of(file);
    if (probe.looksLikeUtf8()) {
      return new TextEncoding("UTF-8", 0, probe.malformed() == 0);
    }
    return new TextEncoding(WINDOWS.name(), 0, false);
  }

  private static TextEncoding with(SourceFile file, Charset charset, int mark) throws IOException {
    boolean exact = charset.equals(StandardCharsets.UTF_8) && Utf8Probe.of(file).malformed() == 0;
    return new TextEncoding(charset.name(), mark, exact);
  }

  /// "UTF-16" alone leaves the order of bytes to the mark.
  private static Charset endian(Charset wanted, @Nullable Mark mark) {
    if (!wanted.equals(StandardCharsets.UTF_16)) {
      return wanted;
    }
    return mark != null && mark.charset().equals(StandardCharsets.UTF_16BE)
        ? StandardCharsets.UTF_16BE
        : StandardCharsets.UTF_16LE;
  }

  /// A byte order mark.
  private record Mark(Charset charset, List<Integer> bytes) {

    Mark(String charset, Integer... bytes) {
      this(Charset.forName(charset), Arrays.asList(bytes));
    }

    int size() {
      return bytes.size();
    }

    boolean begins(byte[] head) {
      if (head.length < bytes.size()) {
        return false;
      }
      for (int i = 0; i < bytes.size(); i++) {
        if ((head[i] & 0xff) != bytes.get(i)) {
          return false;
        }
      }
      return true;
    }
  }
}
