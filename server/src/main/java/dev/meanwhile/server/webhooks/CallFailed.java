package dev.meanwhile.server.webhooks;

import java.io.IOException;

/// A call that got no answer.
final class CallFailed extends IOException {
  private final boolean sent;
  private final boolean late;

  /// @param why the end of a sentence: "the connection was refused"
  /// @param sent whether the other side may have read it
  /// @param late whether the time was up
  CallFailed(String why, boolean sent, boolean late, Exception cause) {
    super(why, cause);
    this.sent = sent;
    this.late = late;
  }

  String why() {
    return String.valueOf(getMessage());
  }

  boolean sent() {
    return sent;
  }

  boolean late() {
    return late;
  }
}
