package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.integrations.calendar.GoogleCalendar;
import dev.meanwhile.integrations.calendar.ServiceAccount;
import dev.meanwhile.server.start.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What an operator may set for Google Calendar: `MEANWHILE_GOOGLE_CALENDAR_…`.
///
/// @param account the key of a service account, as JSON, or the file it lies in; a secret. Null
///   without Google Calendar
/// @param person in whose name the account acts; null for its own
/// @param url null for Google's own address
@ConfigurationProperties("meanwhile.google.calendar")
record CalendarSettings(@Nullable String account, @Nullable String person, @Nullable String url) {

  CalendarSettings {
    account = PartnerSettings.stripped(account);
    person = PartnerSettings.stripped(person);
  }

  URI base() {
    return PartnerSettings.address("MEANWHILE_GOOGLE_CALENDAR_URL", url, GoogleCalendar.GOOGLE);
  }

  /// Null when there is none.
  @Nullable ServiceAccount key() {
    if (account == null) {
      return null;
    }
    try {
      return ServiceAccount.read(
          account.startsWith("{") ? account : Files.readString(Path.of(account)));
    } catch (IOException | InvalidPathException unreadable) {
      throw refused("names a file that cannot be read");
    } catch (IllegalArgumentException wrong) {
      throw refused("is of no use. " + wrong.getMessage());
    }
  }

  private static StartRefused refused(String why) {
    return new StartRefused(
        "MEANWHILE_GOOGLE_CALENDAR_ACCOUNT " + why + (why.endsWith(".") ? "" : "."),
        "It is the JSON file that Google's console hands out for a service account, or its path.");
  }

  /// It never gets into a log by accident.
  @Override
  public String toString() {
    return "CalendarSettings[…]";
  }
}
