package dev.meanwhile.apps.desk.save;

import dev.meanwhile.server.problem.Refusal;

/// Keeps people from writing over what they have not seen.
public final class Versions {
  private Versions() {}

  /// @param what "client"
  /// @param now its version now
  /// @param current how it stands now, for whoever was too late
  /// @throws Refusal with 412 when the order is about another version
  public static void check(Order order, String what, long now, Object current) {
    if (order.version() != null && order.version() != now) {
      throw new Refusal(
              412,
              "other-version",
              "The %s was not changed.".formatted(what),
              "Somebody changed it meanwhile: you saw version %d, it is in version %d now."
                  .formatted(order.version(), now),
              "Look at what it says now, and make your change once more.")
          .header("ETag", "\"" + now + "\"")
          .current(current);
    }
  }
}
