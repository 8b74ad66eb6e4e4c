package dev.meanwhile.engine;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/// When ended tasks move to the archive. Written into the database when a node starts: the newest
/// word counts, for all nodes and for SQL.
///
/// @param keep how long an ended task stays in the record, at least an hour
/// @param dailyAt when the archiving runs, by the database's clock
/// @param zone the time zone of `dailyAt`, named by a place: `Europe/Berlin`, or `UTC`
public record ArchivePlan(Duration keep, LocalTime dailyAt, String zone) {

  public ArchivePlan {
    if (keep.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException(
          "An ended task stays in the record for at least an hour, not " + keep + ".");
    }
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw new IllegalArgumentException(
          "There is no time zone '" + zone + "'; name a place, such as Europe/Berlin, or UTC.");
    }
  }

  /// Seven days after the end, daily at 03:00 UTC.
  public static ArchivePlan standard() {
    return new ArchivePlan(Duration.ofDays(7), LocalTime.of(3, 0), "UTC");
  }

  public ArchivePlan keep(Duration span) {
    return new ArchivePlan(span, dailyAt, zone);
  }

  public ArchivePlan dailyAt(LocalTime time) {
    return new ArchivePlan(keep, time, zone);
  }

  public ArchivePlan zone(String place) {
    return new ArchivePlan(keep, dailyAt, place);
  }
}
