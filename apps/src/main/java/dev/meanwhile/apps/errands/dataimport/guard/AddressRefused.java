package dev.meanwhile.apps.errands.dataimport.guard;

/// An address that no request is made to. The sentences are for people and tell nothing of the
/// network behind.
public final class AddressRefused extends RuntimeException {
  private final String advice;

  AddressRefused(String why, String advice) {
    super(why);
    this.advice = advice;
  }

  /// Why it is refused.
  public String why() {
    return String.valueOf(getMessage());
  }

  /// What to do.
  public String advice() {
    return advice;
  }
}
