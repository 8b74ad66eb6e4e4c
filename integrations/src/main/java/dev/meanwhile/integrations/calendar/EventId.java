package dev.meanwhile.integrations.calendar;

import java.math.BigInteger;
import java.util.UUID;

/// The id of an event, derived from the appointment: a call that is repeated cannot make another.
public final class EventId {
  private static final int LETTERS_OF_A_UUID = 26;

  private EventId() {}

  /// Google takes 5 to 1,024 letters of base32hex, in lower case.
  public static String of(UUID appointment) {
    BigInteger number = new BigInteger(appointment.toString().replace("-", ""), 16);
    String letters = number.toString(32);
    return "m" + "0".repeat(LETTERS_OF_A_UUID - letters.length()) + letters;
  }
}
