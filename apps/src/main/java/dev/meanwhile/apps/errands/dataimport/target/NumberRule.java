package dev.meanwhile.apps.errands.dataimport.target;

import java.util.regex.Pattern;

/// A number within bounds, with a decimal point or a decimal comma.
record NumberRule(double least, double most) implements FieldRule {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(?:[.,]\\d{1,20})?");

  @Override
  public Object read(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new BadValue("is not a number");
    }
    double number = Double.parseDouble(text.replace(',', '.'));
    if (number < least || number > most) {
      throw new BadValue("is not between %.0f and %.0f".formatted(least, most));
    }
    return number;
  }

  @Override
  public String columnType() {
    return "float8";
  }
}
