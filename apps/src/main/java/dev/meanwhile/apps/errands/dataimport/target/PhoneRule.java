package dev.meanwhile.apps.errands.dataimport.target;

import java.util.regex.Pattern;

/// A phone number as people write it.
record PhoneRule() implements FieldRule {
  private static final Pattern PLAUSIBLE =
      Pattern.compile(
          "\\+?[0-9 ()/.\\-\\u00a0\\u2010-\\u2013]{3,40}(?:(?:ext|x|#)\\.? ?\\d{1,8})?");

  @Override
  public Object read(String text) {
    long digits = text.chars().filter(c -> c >= '0' && c <= '9').count();
    if (digits < 3 || digits > 23 || !PLAUSIBLE.matcher(text).matches()) {
      throw new BadValue("is not a phone number");
    }
    return text;
  }

  @Override
  public String columnType() {
    return "text";
  }
}
