package dev.meanwhile.server.people;

import dev.meanwhile.server.problem.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which passwords are too easy to guess. Length counts; signs and digits are nobody's business.
final class PasswordRules {
  private static final int SHORTEST = 8;
  private static final int LONGEST = 128;
  private static final int SHORTEST_WORD = 4;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Set<String> COMMON = common();

  private PasswordRules() {}

  /// @param field where the password was: `new_password`
  /// @throws Refusal with 400 and the reason
  static void check(String password, User user, String field) {
    String why = why(password, user);
    if (why != null) {
      throw new Refusal(
              400,
              "weak-password",
              "The password was not changed.",
              why,
              "Choose another one; a few words that do not belong together are easy to keep.")
          .error("/" + field, "weak", why);
    }
  }

  private static @Nullable String why(String password, User user) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST) {
      return "A password has at least 8 characters.";
    }
    if (length > LONGEST) {
      return "A password has at most 128 characters.";
    }
    String plain = password.toLowerCase(Locale.ROOT);
    if (password.codePoints().distinct().count() < 4 || COMMON.contains(plain)) {
      return "Too many people use that password.";
    }
    String known = user.username() + " " + user.fullName() + " " + user.email() + " meanwhile";
    for (String word : BETWEEN_WORDS.splitAsStream(known.toLowerCase(Locale.ROOT)).toList()) {
      // What is left without the word must be long enough to be a password by itself.
      if (word.length() >= SHORTEST_WORD
          && plain.contains(word)
          && plain.replace(word, "").length() < SHORTEST) {
        return "A password must not be made of your own name or address.";
      }
    }
    return null;
  }

  private static Set<String> common() {
    try (InputStream list = PasswordRules.class.getResourceAsStream("/common-passwords.txt")) {
      if (list == null) {
        throw new IllegalStateException("The list of common passwords is not in the jar.");
      }
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
