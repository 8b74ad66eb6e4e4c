package dev.meanwhile.server.access;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a person is here for.
public enum Role {
  ADMIN,
  SUPERVISOR,
  BOOKING_AGENT,
  DRIVER,
  CLIENT;

  /// The word in the database and in JSON.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The role with this word; null when there is none.
  public static @Nullable Role of(@Nullable String text) {
    return Arrays.stream(values())
        .filter(role -> role.text().equals(text))
        .findFirst()
        .orElse(null);
  }

  /// A role as the database has it.
  public static Role known(String text) {
    Role role = of(text);
    if (role == null) {
      throw new IllegalStateException("There is no role '%s'.".formatted(text));
    }
    return role;
  }
}
