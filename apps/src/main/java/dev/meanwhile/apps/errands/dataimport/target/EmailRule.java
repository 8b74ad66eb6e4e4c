package dev.meanwhile.apps.errands.dataimport.target;

import java.util.regex.Pattern;

/// An address that a mail server could take; whether somebody reads it, nobody knows.
record EmailRule() implements FieldRule {
  private static final Pattern PLAUSIBLE =
      Pattern.compile(
          "[^\\s@,;:<>()\\[\\]\\\\\"\\p{Cntrl}]{1,64}"
              + "@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+\\p{L}[\\p{L}\\p{N}-]{1,62}");

  @Override
  public Object read(String text) {
    String local = text.substring(0, Math.max(text.indexOf('@'), 0));
    if (text.length() > 254
        || !PLAUSIBLE.matcher(text).matches()
        || local.startsWith(".")
        || local.endsWith(".")
        || local.contains("..")) {
      throw new BadValue("is not an e-mail address");
    }
    return text;
  }

  @Override
  public String columnType() {
    return "text";
  }
}
