package dev.meanwhile.apps.errands.dataimport.source;

/// A source that cannot be imported as a whole. The sentences are for people.
public final class SourceRefused extends RuntimeException {
  private final String advice;
  private final String code;

  SourceRefused(String why, String advice, String code) {
    super(why);
    this.advice = advice;
    this.code = code;
  }

  public String why() {
    return String.valueOf(getMessage());
  }

  public String advice() {
    return advice;
  }

  public String code() {
    return code;
  }
}
