package dev.meanwhile.apps.errands.dataimport.target;

/// Any text up to a length.
record TextRule(int longest) implements FieldRule {

  @Override
  public Object read(String text) {
    if (text.length() > longest) {
      throw new BadValue("is longer than %d characters".formatted(longest));
    }
    return text;
  }

  @Override
  public String columnType() {
    return "text";
  }
}
