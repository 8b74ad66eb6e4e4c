package dev.meanwhile.apps.errands.dataimport.target;

/// The columns of a file do not fit the mapping; the message says why, in a sentence.
public final class MappingRefused extends RuntimeException {

  MappingRefused(String why) {
    super(why);
  }

  public String why() {
    return String.valueOf(getMessage());
  }
}
