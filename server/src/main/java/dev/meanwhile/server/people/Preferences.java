package dev.meanwhile.server.people;

import dev.meanwhile.server.problem.FieldError;
import dev.meanwhile.server.problem.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a person wishes of the pages.
///
/// @param theme `system`, `light` or `dark`
/// @param notices of which tasks that need somebody the browser tells: `none`, `own` or `all`
record Preferences(String theme, String notices) {
  private static final List<String> THEMES = List.of("system", "light", "dark");
  private static final List<String> NOTICES = List.of("none", "own", "all");

  /// @throws Refusal with 400 that names everything that is wrong
  static Preferences of(@Nullable String theme, @Nullable String notices) {
    var errors = new ArrayList<FieldError>();
    String wantedTheme = one("theme", theme, THEMES, errors);
    String wantedNotices = one("notices", notices, NOTICES, errors);
    if (!errors.isEmpty()) {
      throw new Refusal(
              400,
              "bad-preferences",
              "Nothing was changed.",
              String.join(" ", errors.stream().map(FieldError::message).toList()),
              "Correct it and send it again.")
          .errors(errors);
    }
    return new Preferences(wantedTheme, wantedNotices);
  }

  private static String one(
      String name, @Nullable String value, List<String> words, List<FieldError> errors) {
    if (value == null || !words.contains(value)) {
      errors.add(
          new FieldError(
              "/" + name,
              "bad_value",
              "'%s' must be one of: %s.".formatted(name, String.join(", ", words))));
      return "";
    }
    return value;
  }
}
