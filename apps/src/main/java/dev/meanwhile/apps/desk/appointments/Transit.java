package dev.meanwhile.apps.desk.appointments;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How long the way to the clinic takes, and who said so.
public record Transit(int minutes, Source source) {

  /// Where a number of minutes comes from.
  public enum Source {
    /// The times that were calculated when the client was saved.
    TRAVEL_TIMES,
    /// Calculated for this appointment.
    CALCULATED,
    ESTIMATE,
    /// Somebody typed it; nothing writes over that.
    MANUAL;

    /// The word in the database and in JSON.
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// Null when there is none with this word.
    public static @Nullable Source of(@Nullable String text) {
      return Arrays.stream(values())
          .filter(source -> source.text().equals(text))
          .findFirst()
          .orElse(null);
    }
  }
}
