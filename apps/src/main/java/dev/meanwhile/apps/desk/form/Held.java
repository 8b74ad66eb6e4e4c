package dev.meanwhile.apps.desk.form;

import dev.meanwhile.server.problem.Refusal;

/// The refusal of a name that something else has already.
public final class Held {
  private Held() {}

  /// @param field which one: `name`
  /// @param why "There is a clinic of this name already."
  public static Refusal name(String field, String why) {
    return new Refusal(
            409, "name-in-use", "Nothing was saved.", why, "Use another one, or change that one.")
        .error("/" + field, "taken", why);
  }
}
