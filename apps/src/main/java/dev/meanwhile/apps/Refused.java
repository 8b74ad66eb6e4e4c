package dev.meanwhile.apps;

/// The reason why a command was not carried out, as sentences for the person who typed it.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused(String sentences) {
    super(sentences);
  }
}
