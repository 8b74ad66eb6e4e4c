package dev.meanwhile.proof.pairs;

/// What may be done to a task.
enum Deed {
  CLAIM("claim"),
  RETRY_BY_ITSELF("retry by itself"),
  REPORT("report"),
  CHECKPOINT("checkpoint"),
  COMPLETE("complete"),
  COMPLETE_LATE("complete by an older attempt"),
  FAIL_FOR_NOW("fail for now"),
  FAIL("fail for good"),
  POSTPONE("postpone"),
  RELEASE("release"),
  TIME_OUT("time out"),
  RESCUE("rescue"),
  RETRY("retry by hand"),
  DISMISS("dismiss"),
  REINSTATE("take back"),
  CANCEL("cancel"),
  EXPIRE("expire"),
  ARCHIVE("archive");

  private final String words;

  Deed(String words) {
    this.words = words;
  }

  /// Asked for by people: such a deed holds the task while it decides, also when it refuses.
  boolean asked() {
    return switch (this) {
      case RETRY, DISMISS, REINSTATE, CANCEL -> true;
      default -> false;
    };
  }

  /// Passes over what somebody holds at the moment, instead of waiting.
  boolean skips() {
    return switch (this) {
      case CLAIM, RETRY_BY_ITSELF, REPORT, RESCUE, EXPIRE, ARCHIVE -> true;
      default -> false;
    };
  }

  @Override
  public String toString() {
    return words;
  }
}
