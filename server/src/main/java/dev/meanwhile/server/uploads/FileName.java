package dev.meanwhile.server.uploads;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/// A file's name as its owner calls it, made harmless: no folders, nothing invisible, not too long.
final class FileName {
  private static final int LONGEST = 200;
  private static final String NAMELESS = "upload";

  private FileName() {}

  static String harmless(@Nullable String given) {
    if (given == null) {
      return NAMELESS;
    }
    String name = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    name = Normalizer.normalize(name, Normalizer.Form.NFC);
    // Control and format characters can turn "cod.exe" into "exe.doc" on a screen.
    name = name.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}]", "").strip();
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return NAMELESS;
    }
    int characters = name.codePointCount(0, name.length());
    return characters <= LONGEST ? name : shortened(name, characters);
  }

  /// Shortens in the middle, because the end says what kind of file it is.
  private static String shortened(String name, int characters) {
    int tail = 20;
    int head = LONGEST - tail - 1;
    return name.substring(0, name.offsetByCodePoints(0, head))
        + "…"
        + name.substring(name.offsetByCodePoints(0, characters - tail));
  }
}
