package dev.meanwhile.apps.errands.dataimport.target;

/// The beginning of a text, short enough for a sentence.
public final class Excerpt {
  private static final int LONGEST = 40;

  private Excerpt() {}

  /// At most 40 characters, without control characters, never half of a character.
  public static String of(String text) {
    String plain = text.replaceAll("\\p{Cntrl}+", " ").strip();
    if (plain.length() <= LONGEST) {
      return plain;
    }
    int end = Character.isHighSurrogate(plain.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return plain.substring(0, end) + "…";
  }
}
