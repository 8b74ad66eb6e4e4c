package dev.meanwhile.server.people;

import dev.meanwhile.server.problem.Refusal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names people sign in with.
final class Names {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{1,49}");

  private Names() {}

  static String plain(String username) {
    return username.strip().toLowerCase(Locale.ROOT);
  }

  /// @throws Refusal with 400 when it cannot be one
  static String checked(@Nullable String username) {
    String name = username == null ? "" : plain(username);
    if (!FORM.matcher(name).matches()) {
      String why =
          "A username has 2 to 50 lower-case letters, digits, dots, dashes and underscores.";
      throw new Refusal(
              400, "bad-person", "Nobody was added.", why, "Correct it and send it again.")
          .error("/username", "bad_value", why);
    }
    return name;
  }

  static Refusal taken() {
    return new Refusal(
            409,
            "username-in-use",
            "Nobody was added.",
            "Somebody has this username already.",
            "Use another one.")
        .error("/username", "taken", "Somebody has this username already.");
  }
}
