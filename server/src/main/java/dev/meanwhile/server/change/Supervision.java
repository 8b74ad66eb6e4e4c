package dev.meanwhile.server.change;

import dev.meanwhile.server.access.Caller;
import dev.meanwhile.server.problem.Refusal;

/// What is for those who look after everybody's tasks: supervisors and admins.
public final class Supervision {
  private Supervision() {}

  /// @param what they may do that others may not: "see outages"
  /// @throws Refusal when the caller sees only their own tasks
  public static void needed(Caller caller, String what) {
    if (caller.visibleTo() != null) {
      throw new Refusal(
          403,
          "not-allowed",
          "You may not do this.",
          "Only a supervisor or an admin may %s.".formatted(what),
          "Ask one of them.");
    }
  }
}
