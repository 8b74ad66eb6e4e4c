package dev.meanwhile.apps.desk.appointments;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How an appointment stands.
public enum Status {
  SCHEDULED,
  CONFIRMED,
  COMPLETED,
  CANCELLED,
  NO_SHOW;

  /// The word in the database and in JSON.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Null when there is none with this word.
  public static @Nullable Status of(@Nullable String text) {
    return Arrays.stream(values())
        .filter(status -> status.text().equals(text))
        .findFirst()
        .orElse(null);
  }

  /// As the database has it.
  static Status known(String text) {
    Status status = of(text);
    if (status == null) {
      throw new IllegalStateException("There is no status '%s'.".formatted(text));
    }
    return status;
  }
}
