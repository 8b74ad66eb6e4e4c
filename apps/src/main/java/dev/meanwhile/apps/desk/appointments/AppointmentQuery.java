package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.list.Cursor;
import dev.meanwhile.apps.desk.list.Words;
import dev.meanwhile.server.problem.Refusals;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which appointments somebody looks for. What is null does not matter.
///
/// @param from the first moment of the period, and `to` the first behind it
/// @param unassigned only those that nobody drives
/// @param user only those that this person drives
/// @param after the last one of the page before
record AppointmentQuery(
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable UUID driver,
    boolean unassigned,
    @Nullable UUID user,
    @Nullable String client,
    @Nullable Status status,
    List<String> patterns,
    @Nullable After after,
    int limit) {

  AppointmentQuery {
    patterns = List.copyOf(patterns);
  }

  record After(Instant at, UUID id) {}

  /// All of a period, at most so many.
  static AppointmentQuery of(Instant from, Instant to, int limit) {
    return new AppointmentQuery(from, to, null, false, null, null, null, List.of(), null, limit);
  }

  AppointmentQuery ofUser(UUID person) {
    return new AppointmentQuery(
        from, to, driver, unassigned, person, client, status, patterns, after, limit);
  }

  AppointmentQuery ofNobody() {
    return new AppointmentQuery(from, to, null, true, user, client, status, patterns, after, limit);
  }

  static AppointmentQuery of(
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String driver,
      @Nullable String client,
      @Nullable String status,
      @Nullable String words,
      @Nullable String cursor,
      int limit) {
    boolean nobody = "none".equals(driver);
    return new AppointmentQuery(
        from,
        to,
        driver == null || driver.isEmpty() || nobody ? null : driver(driver),
        nobody,
        null,
        client == null || client.isEmpty() ? null : client,
        status(status),
        Words.patterns(words),
        after(cursor),
        limit);
  }

  private static UUID driver(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw Refusals.badParameter("?driver", "A driver is named by its id, nobody by 'none'.");
    }
  }

  private static @Nullable Status status(@Nullable String text) {
    Status status = Status.of(text);
    if (status == null && text != null && !text.isEmpty()) {
      throw Refusals.badParameter(
          "?status", "The status is scheduled, confirmed, completed, cancelled or no_show.");
    }
    return status;
  }

  /// Where the page behind this one begins.
  static String cursor(Instant at, UUID id) {
    return Cursor.write(at.toString(), id.toString());
  }

  private static @Nullable After after(@Nullable String cursor) {
    List<String> parts = Cursor.read(cursor, 2);
    try {
      return parts == null
          ? null
          : new After(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1)));
    } catch (DateTimeParseException | IllegalArgumentException _) {
      throw Cursor.refused();
    }
  }
}
