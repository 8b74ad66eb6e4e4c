package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.AppointmentWork;
import dev.meanwhile.apps.desk.DeskTypes.CalendarWork;
import dev.meanwhile.apps.desk.DeskTypes.MessageWork;
import dev.meanwhile.apps.desk.drivers.Driver;
import dev.meanwhile.apps.desk.drivers.DriverStore;
import dev.meanwhile.engine.NewTask;
import dev.meanwhile.integrations.calendar.EventId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a saved appointment leaves for later.
@Component
class AppointmentTasks {
  /// Whoever corrects a mistake at once sends one message, not two.
  private static final Duration SECOND_THOUGHTS = Duration.ofSeconds(5);

  private final DriverStore drivers;

  AppointmentTasks(DriverStore drivers) {
    this.drivers = drivers;
  }

  /// @param was null for a new one
  /// @param reachable whether the client has a phone
  List<NewTask> of(@Nullable Appointment was, Appointment now, boolean reachable, Instant today) {
    var work = new ArrayList<NewTask>();
    boolean stood = was != null && stands(was);
    boolean stands = stands(now);
    if (stands && now.driverId() != null) {
      if (!stood || inCalendarOtherwise(Objects.requireNonNull(was), now)) {
        work.add(
            about(now, DeskTypes.SYNC_CALENDAR.task(new AppointmentWork(now.id())), Duration.ZERO));
      }
      if (!typed(now) && (!stood || onAnotherWay(Objects.requireNonNull(was), now))) {
        work.add(
            about(
                now,
                DeskTypes.CALCULATE_APPOINTMENT_DISTANCE.task(new AppointmentWork(now.id())),
                Duration.ZERO));
      }
    }
    if (was != null && stood && (!stands || !Objects.equals(was.driverId(), now.driverId()))) {
      work.addAll(outOfTheCalendar(was));
    }
    String reason = reason(was, now, stood, stands);
    if (reason != null && reachable && now.startsAt().isAfter(today)) {
      work.add(
          about(
              now,
              DeskTypes.SEND_SMS_NOTIFICATION.task(new MessageWork(now.id(), reason)),
              SECOND_THOUGHTS));
    }
    return work;
  }

  /// Also before anybody knows that it stands there: an entry may just be on its way, and its id is
  /// known beforehand.
  private List<NewTask> outOfTheCalendar(Appointment was) {
    Driver driver = was.driverId() == null ? null : drivers.find(was.driverId());
    if (driver == null || driver.calendarId() == null) {
      return List.of();
    }
    var work = new CalendarWork(was.id(), driver.calendarId(), EventId.of(was.id()));
    return List.of(
        DeskTypes.DELETE_CALENDAR
            .task(work)
            .about(was.entity())
            .sharing("appointment:" + was.id()));
  }

  private static NewTask about(Appointment appointment, NewTask task, Duration quiet) {
    return task.about(appointment.entity())
        .sharing("appointment:" + appointment.id())
        .newest(quiet);
  }

  private static boolean stands(Appointment appointment) {
    return appointment.deletedAt() == null && appointment.status() != Status.CANCELLED;
  }

  private static boolean typed(Appointment appointment) {
    Transit transit = appointment.transit();
    return transit != null && transit.source() == Transit.Source.MANUAL;
  }

  private static boolean inCalendarOtherwise(Appointment was, Appointment now) {
    return onAnotherWay(was, now)
        || !was.startsAt().equals(now.startsAt())
        || !was.zone().equals(now.zone())
        || was.durationMinutes() != now.durationMinutes()
        || !was.typeId().equals(now.typeId());
  }

  private static boolean onAnotherWay(Appointment was, Appointment now) {
    return !Objects.equals(was.driverId(), now.driverId())
        || !was.knumber().equals(now.knumber())
        || !was.clinicId().equals(now.clinicId())
        || !Objects.equals(was.pickupAddress(), now.pickupAddress())
        || (typed(was) && !typed(now));
  }

  /// Why the client is to be told; null when there is nothing new for a client. Who deletes an
  /// appointment corrects a mistake, who calls it off cancels it.
  private static @Nullable String reason(
      @Nullable Appointment was, Appointment now, boolean stood, boolean stands) {
    if (now.deletedAt() != null
        || now.status() == Status.COMPLETED
        || now.status() == Status.NO_SHOW) {
      return null;
    }
    if (stood && !stands) {
      return "cancelled";
    }
    if (!stands) {
      return null;
    }
    if (was == null || !stood || !was.knumber().equals(now.knumber())) {
      return "booked";
    }
    boolean otherwise =
        !was.startsAt().equals(now.startsAt())
            || !was.clinicId().equals(now.clinicId())
            || !Objects.equals(was.pickupAddress(), now.pickupAddress())
            || !Objects.equals(was.driverId(), now.driverId());
    return otherwise ? "changed" : null;
  }
}
