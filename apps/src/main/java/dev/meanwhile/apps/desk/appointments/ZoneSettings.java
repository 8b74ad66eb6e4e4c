package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.server.start.StartRefused;
import java.time.DateTimeException;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the desk stands: `MEANWHILE_DESK_ZONE`.
///
/// @param zone the zone of appointments that name none, and of what the desk calls today
@ConfigurationProperties("meanwhile.desk")
record ZoneSettings(@DefaultValue("America/New_York") ZoneId zone) {

  ZoneSettings {
    try {
      zone.getRules();
    } catch (DateTimeException _) {
      throw new StartRefused(
          "MEANWHILE_DESK_ZONE is no time zone.", "Name it like America/New_York.");
    }
  }
}
