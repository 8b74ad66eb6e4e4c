package dev.meanwhile.apps.desk;

import dev.meanwhile.engine.RetryPolicy;
import dev.meanwhile.engine.TaskType;
import java.time.Duration;
import java.util.UUID;

/// The kinds of work that the desk leaves for later. None of them needs its partner as a whole: a
/// task that ends without a call says nothing about the partner, so the handlers name the partner
/// around the calls themselves.
public final class DeskTypes {
  public static final String GOOGLE_MAPS = "google_maps";
  public static final String GOOGLE_CALENDAR = "google_calendar";
  public static final String QUO = "quo";

  /// Drive times from all drivers to a client, and from the client to the clinics.
  public static final TaskType<ClientWork> CALCULATE_DISTANCES = distances("calculate_distances");

  /// Its older name.
  public static final TaskType<ClientWork> CALCULATE_DRIVE_TIMES =
      distances("calculate_drive_times");

  public static final TaskType<ClientWork> ADD_OPENPHONE_CONTACT = contact("add_openphone_contact");

  /// Its older name.
  public static final TaskType<ClientWork> SYNC_QUO = contact("sync_quo");

  public static final TaskType<AppointmentWork> SYNC_CALENDAR =
      TaskType.of("sync_calendar", AppointmentWork.class)
          .title("Calendar entry")
          .atOncePerKey(1)
          .timeout(Duration.ofMinutes(1))
          .retry(RetryPolicy.standard().times(5));

  public static final TaskType<CalendarWork> DELETE_CALENDAR =
      TaskType.of("delete_calendar", CalendarWork.class)
          .title("Calendar entry removed")
          .atOncePerKey(1)
          .timeout(Duration.ofMinutes(1))
          .retry(RetryPolicy.standard().times(5));

  public static final TaskType<AppointmentWork> CALCULATE_APPOINTMENT_DISTANCE =
      TaskType.of("calculate_appointment_distance", AppointmentWork.class)
          .title("Transit time")
          .atOncePerKey(1)
          .timeout(Duration.ofMinutes(1));

  public static final TaskType<MessageWork> SEND_SMS_NOTIFICATION =
      TaskType.of("send_sms_notification", MessageWork.class)
          .title("Text message")
          .atOncePerKey(1)
          .timeout(Duration.ofMinutes(1));

  public static final TaskType<DriverWork> CREATE_DRIVER_CALENDAR =
      TaskType.of("create_driver_calendar", DriverWork.class)
          .title("Driver's calendar")
          .atOncePerKey(1)
          .timeout(Duration.ofMinutes(1))
          .retry(RetryPolicy.standard().times(5));

  /// Drive times from a driver's home to all clients.
  public static final TaskType<DriverWork> CALCULATE_DRIVER_DISTANCES =
      TaskType.of("calculate_driver_distances", DriverWork.class)
          .title("Driver's drive times")
          .atOncePerKey(1)
          .timeout(Duration.ofMinutes(30));

  /// Which clinics lie near a driver's home.
  public static final TaskType<DriverWork> RECALCULATE_CLINIC_PREFERENCES =
      TaskType.of("recalculate_clinic_preferences", DriverWork.class)
          .title("Driver's clinics")
          .atOncePerKey(1)
          .timeout(Duration.ofMinutes(2));

  private DeskTypes() {}

  /// @param clientId the knumber: `K0001234`
  public record ClientWork(String clientId) {}

  public record DriverWork(UUID driverId) {}

  public record AppointmentWork(UUID appointmentId) {}

  /// @param calendarId where the entry was, which the appointment may not know any more
  /// @param eventId which entry it was
  public record CalendarWork(UUID appointmentId, String calendarId, String eventId) {}

  /// @param reason `booked`, `changed` or `cancelled`
  public record MessageWork(UUID appointmentId, String reason) {}

  private static TaskType<ClientWork> distances(String name) {
    return TaskType.of(name, ClientWork.class)
        .title("Drive times")
        .atOncePerKey(1)
        .timeout(Duration.ofMinutes(2));
  }

  private static TaskType<ClientWork> contact(String name) {
    return TaskType.of(name, ClientWork.class)
        .title("Contact in Quo")
        .atOncePerKey(1)
        .timeout(Duration.ofMinutes(1));
  }
}
