package dev.meanwhile.apps.desk.support;

import dev.meanwhile.apps.desk.DeskTypes;
import dev.meanwhile.apps.desk.DeskTypes.AppointmentWork;
import dev.meanwhile.apps.desk.DeskTypes.CalendarWork;
import dev.meanwhile.apps.desk.DeskTypes.ClientWork;
import dev.meanwhile.apps.desk.DeskTypes.DriverWork;
import dev.meanwhile.apps.desk.DeskTypes.MessageWork;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskType;
import dev.meanwhile.server.types.TaskHandling;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Handlers that do nothing.
@Configuration(proxyBeanMethods = false)
class StandIns {
  private static <I> TaskHandling<I> of(TaskType<I> type) {
    return new TaskHandling<>(type, (input, work) -> Outcome.completed());
  }

  @Bean
  TaskHandling<ClientWork> a() {
    return of(DeskTypes.CALCULATE_DISTANCES);
  }

  @Bean
  TaskHandling<ClientWork> a2() {
    return of(DeskTypes.CALCULATE_DRIVE_TIMES);
  }

  @Bean
  TaskHandling<ClientWork> b() {
    return of(DeskTypes.ADD_OPENPHONE_CONTACT);
  }

  @Bean
  TaskHandling<ClientWork> b2() {
    return of(DeskTypes.SYNC_QUO);
  }

  @Bean
  TaskHandling<AppointmentWork> c() {
    return of(DeskTypes.SYNC_CALENDAR);
  }

  @Bean
  TaskHandling<CalendarWork> d() {
    return of(DeskTypes.DELETE_CALENDAR);
  }

  @Bean
  TaskHandling<AppointmentWork> e() {
    return of(DeskTypes.CALCULATE_APPOINTMENT_DISTANCE);
  }

  @Bean
  TaskHandling<MessageWork> f() {
    return of(DeskTypes.SEND_SMS_NOTIFICATION);
  }

  @Bean
  TaskHandling<DriverWork> g() {
    return of(DeskTypes.CREATE_DRIVER_CALENDAR);
  }

  @Bean
  TaskHandling<DriverWork> h() {
    return of(DeskTypes.CALCULATE_DRIVER_DISTANCES);
  }

  @Bean
  TaskHandling<DriverWork> i() {
    return of(DeskTypes.RECALCULATE_CLINIC_PREFERENCES);
  }
}
