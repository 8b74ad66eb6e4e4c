package dev.meanwhile.integrations;

/// What kind of trouble a partner made, which decides whether trying again can help.
public enum Trouble {
  /// It does not answer, or says that it is broken: no connection, a deadline, a 5xx.
  AWAY(true),
  /// It was asked too often.
  BUSY(true),
  /// What was paid for is used up: a daily quota, credits.
  SPENT(false),
  /// It does not let us in: a wrong or missing key, an interface that is not switched on.
  REFUSED(false),
  /// It says that the request is wrong.
  WRONG(false),
  /// It does not know what was asked for.
  MISSING(false),
  /// There is something already that the request would make again, or it has changed meanwhile.
  CONFLICT(false),
  /// Its answer cannot be understood.
  STRANGE(true);

  private final boolean passes;

  Trouble(boolean passes) {
    this.passes = passes;
  }

  /// Whether the same request may succeed later.
  public boolean passes() {
    return passes;
  }
}
