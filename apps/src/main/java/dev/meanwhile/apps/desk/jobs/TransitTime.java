package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes.AppointmentWork;
import dev.meanwhile.apps.desk.appointments.Appointment;
import dev.meanwhile.apps.desk.appointments.AppointmentStore;
import dev.meanwhile.apps.desk.appointments.Transit;
import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.ClientStore;
import dev.meanwhile.apps.desk.clients.TravelTime;
import dev.meanwhile.apps.desk.clinics.Clinic;
import dev.meanwhile.apps.desk.clinics.ClinicStore;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.maps.Place;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// `calculate_appointment_distance`: how long the way of one appointment takes. What a person
/// entered stays.
@Component
final class TransitTime implements Handler<AppointmentWork> {
  private static final String WHAT = "The transit time was not calculated";

  private final AppointmentStore appointments;
  private final ClientStore clients;
  private final ClinicStore clinics;
  private final AnswerStore answers;
  private final Maps maps;

  TransitTime(
      AppointmentStore appointments,
      ClientStore clients,
      ClinicStore clinics,
      AnswerStore answers,
      Maps maps) {
    this.appointments = appointments;
    this.clients = clients;
    this.clinics = clinics;
    this.answers = answers;
    this.maps = maps;
  }

  @Override
  public Outcome handle(AppointmentWork input, Work work) throws Exception {
    UUID id = input.appointmentId();
    Appointment appointment = Said.there(appointments.find(id), WHAT, "appointment " + id);
    if (Standing.of(appointment) != Standing.STANDS) {
      return Said.nothing(
          "cancelled", "The appointment was cancelled, so its way does not matter any more.");
    }
    Transit known = appointment.transit();
    if (known != null && known.source() == Transit.Source.MANUAL) {
      return Said.nothing(
          "manual", "Somebody entered %d minutes, and that stays.".formatted(known.minutes()));
    }
    Client client =
        Said.there(clients.find(appointment.knumber()), WHAT, "client " + appointment.knumber());
    Transit transit = travelTime(appointment, client);
    if (transit == null) {
      Place pickup = pickup(appointment, client);
      Clinic clinic =
          Said.there(clinics.find(appointment.clinicId()), WHAT, "clinic of this appointment");
      Place end = Maps.place(clinic.spot());
      if (pickup == null || end == null) {
        return Said.nothing(
            "no_address",
            "%s has no address, so the transit time has to be entered."
                .formatted(pickup == null ? client.name() : clinic.name()));
      }
      transit = ask(work, pickup, end, appointment);
    }
    return save(appointment, transit, work);
  }

  /// What is known already, when the way begins where it usually does.
  private static @Nullable Transit travelTime(Appointment appointment, Client client) {
    List<TravelTime> all = client.travelTimes();
    String from =
        Objects.requireNonNullElse(
            appointment.pickupAddress(), String.valueOf(client.home().line()));
    for (TravelTime time : all == null ? List.<TravelTime>of() : all) {
      if (time.clinicId().equals(appointment.clinicId())
          && (time.pickupAddress() == null || time.pickupAddress().equals(from))) {
        return new Transit(time.minutes(), Transit.Source.TRAVEL_TIMES);
      }
    }
    return null;
  }

  private static @Nullable Place pickup(Appointment appointment, Client client) {
    String pickup = appointment.pickupAddress();
    return pickup == null || pickup.isBlank() || pickup.equals(client.home().line())
        ? Maps.place(client.home())
        : new Place.Address(pickup);
  }

  private Transit ask(Work work, Place pickup, Place end, Appointment appointment)
      throws Exception {
    Way way = maps.ask(work, "asking", List.of(pickup), List.of(end)).all().getFirst();
    Integer minutes = way.minutes();
    if (minutes == null) {
      throw TaskFailed.forGood(
          WHAT,
          "There is no way from the pickup address to %s: %s"
              .formatted(appointment.clinicName(), way.problem()),
          "Correct the pickup address, or enter the transit time.",
          "bad_address");
    }
    return new Transit(
        minutes, way.estimated() ? Transit.Source.ESTIMATE : Transit.Source.CALCULATED);
  }

  private Outcome save(Appointment appointment, Transit transit, Work work) throws Exception {
    work.step("saving", "Saving the transit time…");
    return work.inTransaction(connection ->
        answers.transit(connection, appointment, transit)
            ? Outcome.completed(
                Map.of("minutes", transit.minutes(), "source", transit.source().text()),
                "The way to %s takes %d minutes%s."
                    .formatted(
                        appointment.clinicName(),
                        transit.minutes(),
                        transit.source() == Transit.Source.ESTIMATE ? " (estimated)" : ""))
            : Said.nothing(
                "changed", "The appointment was changed meanwhile, so nothing was written."));
  }
}
