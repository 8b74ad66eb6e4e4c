package dev.meanwhile.server.settings;

import dev.meanwhile.engine.ArchivePlan;
import dev.meanwhile.server.start.StartRefused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/// When ended tasks move to the archive. The plan lies in the database, for all nodes: a node that
/// is told nothing leaves it as it is.
///
/// @param keep how long an ended task stays in the record
/// @param dailyAt the time of day, such as `04:30`
/// @param zone where it is that time, such as `Europe/Berlin`
public record ArchiveSettings(
    @Nullable Duration keep, @Nullable String dailyAt, @Nullable String zone) {

  public ArchiveSettings {
    dailyAt = stripped(dailyAt);
    zone = stripped(zone);
    Settings.require(
        keep == null || keep.compareTo(Duration.ofHours(1)) >= 0,
        "MEANWHILE_ARCHIVE_KEEP is %s, but an ended task stays in the record for at least 1h.",
        String.valueOf(keep));
    if (dailyAt != null) {
      LocalTime _ = time(dailyAt);
    }
    Settings.require(
        zone == null || ZoneId.getAvailableZoneIds().contains(zone),
        "MEANWHILE_ARCHIVE_ZONE is '%s', but that is no time zone; name a place, such as Europe/Berlin, or UTC.",
        String.valueOf(zone));
  }

  private static @Nullable String stripped(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException _) {
      throw new StartRefused(
          "MEANWHILE_ARCHIVE_DAILY_AT is '%s', but a time of day is written like 04:30."
              .formatted(text),
          "docs/reference/configuration.md explains every setting.");
    }
  }

  /// What the operator wants; null when nothing was said. What was left out is as usual.
  public @Nullable ArchivePlan plan() {
    if (keep == null && dailyAt == null && zone == null) {
      return null;
    }
    ArchivePlan plan = ArchivePlan.standard();
    plan = keep == null ? plan : plan.keep(keep);
    plan = dailyAt == null ? plan : plan.dailyAt(time(dailyAt));
    return zone == null ? plan : plan.zone(zone);
  }
}
