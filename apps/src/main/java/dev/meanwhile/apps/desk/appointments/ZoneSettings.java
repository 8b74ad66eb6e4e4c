package dev.meanwhile.apps.desk.appointments;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the desk stands: `MEANWHILE_DESK_ZONE`.
///
/// @param zone the zone of appointments that name none, and of what the desk calls today
@ConfigurationProperties("meanwhile.desk")
record ZoneSettings(@DefaultValue("America/New_York") ZoneId zone) {}
