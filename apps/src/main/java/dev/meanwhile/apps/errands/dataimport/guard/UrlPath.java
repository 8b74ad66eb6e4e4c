package dev.meanwhile.apps.errands.dataimport.guard;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The part of an address behind the host, percent-encoded where a user typed it plainly.
final class UrlPath {
  private static final String KEPT = "-._~!$&'()*+,;=:@/?%";
  private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private UrlPath() {}

  static String encoded(String typed) {
    if (typed.chars().anyMatch(Character::isISOControl)) {
      throw new AddressRefused("The address holds control characters.", "Type it again.");
    }
    if (BROKEN_ESCAPE.matcher(typed).find()) {
      throw new AddressRefused(
          "The address holds a % that begins no character code.", "Write %25 for a plain %.");
    }
    var path = new StringBuilder(typed.startsWith("/") ? "" : "/");
    for (byte b : typed.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (c < 0x80 && (Character.isLetterOrDigit(c) || KEPT.indexOf(c) >= 0)) {
        path.append(c);
      } else {
        path.append("%%%02X".formatted((int) c));
      }
    }
    return path.toString();
  }
}
