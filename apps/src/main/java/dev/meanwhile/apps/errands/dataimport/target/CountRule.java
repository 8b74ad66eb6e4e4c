package dev.meanwhile.apps.errands.dataimport.target;

import java.util.regex.Pattern;

/// A whole number from zero up, with or without separators between thousands.
record CountRule(long most) implements FieldRule {
  private static final Pattern PLAIN = Pattern.compile("\\d{1,18}(?:\\.0+)?");
  private static final Pattern GROUPED =
      Pattern.compile("\\d{1,3}(?:([,.' \\u00a0\\u202f])\\d{3})(?:\\1\\d{3}){0,4}");

  @Override
  public Object read(String text) {
    String digits;
    if (PLAIN.matcher(text).matches() && !GROUPED.matcher(text).matches()) {
      digits = text.contains(".") ? text.substring(0, text.indexOf('.')) : text;
    } else if (GROUPED.matcher(text).matches()) {
      digits = text.replaceAll("\\D", "");
    } else {
      throw new BadValue("is not a whole number");
    }
    long count = Long.parseLong(digits);
    if (count > most) {
      throw new BadValue("is above %d".formatted(most));
    }
    return count;
  }

  @Override
  public String columnType() {
    return "int8";
  }
}
