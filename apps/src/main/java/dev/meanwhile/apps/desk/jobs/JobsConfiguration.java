package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.engine.Dependency;
import dev.meanwhile.integrations.calendar.GoogleCalendar;
import dev.meanwhile.integrations.calendar.ServiceAccount;
import dev.meanwhile.integrations.maps.DriveTimes;
import dev.meanwhile.integrations.maps.Estimator;
import dev.meanwhile.integrations.maps.GoogleDistanceMatrix;
import dev.meanwhile.integrations.maps.GoogleRoutes;
import dev.meanwhile.integrations.quo.Quo;
import dev.meanwhile.server.types.TaskHandling;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the desk's work into the server: whom it asks, and who does which kind.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  DeskSettings.class,
  MapsSettings.class,
  CalendarSettings.class,
  QuoSettings.class
})
class JobsConfiguration {

  @Bean
  DriveTimes deskDriveTimes(DeskSettings desk, MapsSettings maps) {
    String key = Objects.requireNonNullElse(maps.key(), "");
    Duration deadline = Objects.requireNonNull(desk.deadline());
    return switch (desk.provider(!key.isEmpty())) {
      case GOOGLE -> new GoogleRoutes(maps.routes(), key, deadline);
      case DISTANCE_MATRIX -> new GoogleDistanceMatrix(maps.matrix(), key, deadline);
      case ESTIMATE -> new Estimator();
    };
  }

  @Bean
  Maps deskMaps(DriveTimes times) {
    return new Maps(times);
  }

  @Bean(destroyMethod = "close")
  DeskPartners deskPartners(DeskSettings desk, CalendarSettings calendar, QuoSettings quo) {
    Duration deadline = Objects.requireNonNull(desk.deadline());
    ServiceAccount account = calendar.key();
    return new DeskPartners(
        account == null
            ? null
            : new GoogleCalendar(
                calendar.base(), account, calendar.person(), deadline, InstantSource.system()),
        quo.key() == null ? null : new Quo(quo.base(), quo.key(), deadline),
        quo.number());
  }

  /// Two failures in a row, of one task or of two: a single lost call parks nobody.
  private static Dependency dependency(String name, String title) {
    return Dependency.of(name)
        .title(title)
        .awayAfter(2)
        .probing(Duration.ofSeconds(10), Duration.ofMinutes(2));
  }

  @Bean
  Dependency googleMapsDependency() {
    return dependency(DeskTypes.GOOGLE_MAPS, "Google Maps");
  }

  @Bean
  Dependency googleCalendarDependency() {
    return dependency(DeskTypes.GOOGLE_CALENDAR, "Google Calendar");
  }

  @Bean
  Dependency quoDependency() {
    return dependency(DeskTypes.QUO, "Quo");
  }

  @Bean
  TaskHandling<DeskTypes.ClientWork> distancesHandling(ClientDistances handler) {
    return new TaskHandling<>(DeskTypes.CALCULATE_DISTANCES, handler);
  }

  @Bean
  TaskHandling<DeskTypes.ClientWork> driveTimesHandling(ClientDistances handler) {
    return new TaskHandling<>(DeskTypes.CALCULATE_DRIVE_TIMES, handler);
  }

  @Bean
  TaskHandling<DeskTypes.ClientWork> contactHandling(QuoContact handler) {
    return new TaskHandling<>(DeskTypes.ADD_OPENPHONE_CONTACT, handler);
  }

  @Bean
  TaskHandling<DeskTypes.ClientWork> syncQuoHandling(QuoContact handler) {
    return new TaskHandling<>(DeskTypes.SYNC_QUO, handler);
  }

  @Bean
  TaskHandling<DeskTypes.AppointmentWork> calendarEntryHandling(CalendarEntry handler) {
    return new TaskHandling<>(DeskTypes.SYNC_CALENDAR, handler);
  }

  @Bean
  TaskHandling<DeskTypes.CalendarWork> calendarRemovalHandling(CalendarRemoval handler) {
    return new TaskHandling<>(DeskTypes.DELETE_CALENDAR, handler);
  }

  @Bean
  TaskHandling<DeskTypes.AppointmentWork> transitHandling(TransitTime handler) {
    return new TaskHandling<>(DeskTypes.CALCULATE_APPOINTMENT_DISTANCE, handler);
  }

  @Bean
  TaskHandling<DeskTypes.MessageWork> messageHandling(TextMessage handler) {
    return new TaskHandling<>(DeskTypes.SEND_SMS_NOTIFICATION, handler);
  }

  @Bean
  TaskHandling<DeskTypes.DriverWork> driverCalendarHandling(DriverCalendar handler) {
    return new TaskHandling<>(DeskTypes.CREATE_DRIVER_CALENDAR, handler);
  }

  @Bean
  TaskHandling<DeskTypes.DriverWork> driverDistancesHandling(DriverDistances handler) {
    return new TaskHandling<>(DeskTypes.CALCULATE_DRIVER_DISTANCES, handler);
  }

  @Bean
  TaskHandling<DeskTypes.DriverWork> preferencesHandling(ClinicPreferences handler) {
    return new TaskHandling<>(DeskTypes.RECALCULATE_CLINIC_PREFERENCES, handler);
  }
}
