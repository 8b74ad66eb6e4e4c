package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.ClientStore;
import dev.meanwhile.apps.desk.clients.TravelTime;
import dev.meanwhile.apps.desk.clinics.Clinic;
import dev.meanwhile.apps.desk.clinics.ClinicStore;
import dev.meanwhile.apps.desk.drivers.Driver;
import dev.meanwhile.apps.desk.drivers.DriverStore;
import dev.meanwhile.apps.desk.form.Form;
import dev.meanwhile.apps.desk.kinds.Kind;
import dev.meanwhile.apps.desk.kinds.KindStore;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads appointments out of forms. What is left out of a new one is filled in as far as it is
/// known: the client's clinic, the usual duration, the way from the client to the clinic.
@Component
class AppointmentReading {
  static final Set<String> FIELDS =
      Set.of(
          "appointment_id",
          "knumber",
          "client_id",
          "driver_id",
          "clinic_id",
          "appointment_type_id",
          "starts_at",
          "zone",
          "duration_minutes",
          "transit_minutes",
          "transit_source",
          "pickup_address",
          "status",
          "cancel_reason",
          "notes",
          "version");

  private static final int LONGEST_MINUTES = 1_440;

  private final ClientStore clients;
  private final ClinicStore clinics;
  private final DriverStore drivers;
  private final KindStore kinds;
  private final ZoneSettings zones;

  AppointmentReading(
      ClientStore clients,
      ClinicStore clinics,
      DriverStore drivers,
      KindStore kinds,
      ZoneSettings zones) {
    this.clients = clients;
    this.clinics = clinics;
    this.drivers = drivers;
    this.kinds = kinds;
    this.zones = zones;
  }

  /// @param was null for a new appointment
  /// @return null when something is wrong with the form, which knows what
  @Nullable AppointmentForm read(Form form, @Nullable Appointment was) {
    Client client = client(form, was);
    UUID clinic = clinic(form, was, client);
    UUID driver = driver(form, was);
    Kind kind = kind(form, was);
    When when =
        When.read(form, was == null ? null : new When(was.startsAt(), was.zone()), zones.zone());
    Integer usual = kind == null ? null : Integer.valueOf(kind.defaultMinutes());
    Integer minutes =
        form.number(
            "duration_minutes",
            was == null ? usual : Integer.valueOf(was.durationMinutes()),
            5,
            LONGEST_MINUTES,
            "The duration in minutes");
    if (minutes == null && !form.wrong("duration_minutes")) {
      minutes = usual;
    }
    String pickup =
        form.optionalLine(
            "pickup_address", was == null ? null : was.pickupAddress(), 300, "The pickup address");
    Status status = status(form, was);
    String reason =
        form.text("cancel_reason", was == null ? null : was.cancelReason(), 500, "The reason");
    String notes = form.text("notes", was == null ? null : was.notes(), 5_000, "The notes");
    boolean elsewhere =
        was == null
            || client == null
            || !was.knumber().equals(client.knumber())
            || !was.clinicId().equals(clinic);
    Transit transit = transit(form, was, client, clinic, elsewhere);
    if (form.wrong() || client == null || clinic == null || kind == null || minutes == null) {
      return null;
    }
    TravelTime known = ClientWay.known(client, clinic);
    if (pickup == null && was == null && !form.has("pickup_address") && known != null) {
      pickup = known.pickupAddress();
    }
    if (pickup != null && pickup.equals(client.home().line())) {
      pickup = null;
    }
    return new AppointmentForm(
        client,
        driver,
        clinic,
        kind.id(),
        when,
        minutes,
        transit,
        pickup,
        status,
        status == Status.CANCELLED ? reason : null,
        notes);
  }

  private @Nullable Client client(Form form, @Nullable Appointment was) {
    String field = form.has("client_id") && !form.has("knumber") ? "client_id" : "knumber";
    String number =
        form.line(field, was == null ? null : was.knumber(), 20, "The client")
            .toUpperCase(Locale.ROOT);
    Client client = number.isEmpty() ? null : clients.find(number);
    if (client == null && !form.wrong(field)) {
      form.error("/" + field, "unknown", "There is no such client.");
    }
    return client;
  }

  private @Nullable UUID clinic(Form form, @Nullable Appointment was, @Nullable Client client) {
    UUID usual = client == null ? null : client.primaryClinicId();
    UUID id = form.id("clinic_id", was == null ? usual : was.clinicId(), "The clinic");
    if (form.wrong("clinic_id")) {
      return null;
    }
    if (id == null) {
      if (client != null) {
        form.error("/clinic_id", "required", "The clinic is missing.");
      }
      return null;
    }
    Clinic clinic = clinics.find(id);
    boolean another = was == null || !was.clinicId().equals(id);
    if (clinic == null || (another && !clinic.active())) {
      form.error(
          "/clinic_id",
          "unknown",
          clinic == null
              ? "There is no such clinic."
              : "%s is not in use any more.".formatted(clinic.name()));
    }
    return id;
  }

  private @Nullable UUID driver(Form form, @Nullable Appointment was) {
    UUID id = form.id("driver_id", was == null ? null : was.driverId(), "The driver");
    if (id == null || !form.has("driver_id") || (was != null && id.equals(was.driverId()))) {
      return id;
    }
    Driver driver = drivers.find(id);
    if (driver == null || !driver.active()) {
      form.error(
          "/driver_id",
          "unknown",
          driver == null
              ? "There is no such driver."
              : "%s does not drive any more.".formatted(driver.fullName()));
    }
    return id;
  }

  private @Nullable Kind kind(Form form, @Nullable Appointment was) {
    UUID id =
        form.id("appointment_type_id", was == null ? null : was.typeId(), "The appointment type");
    if (form.wrong("appointment_type_id")) {
      return null;
    }
    Kind kind = id == null ? null : kinds.find(id);
    if (kind == null) {
      form.error(
          "/appointment_type_id",
          id == null ? "required" : "unknown",
          id == null ? "The appointment type is missing." : "There is no such appointment type.");
    }
    return kind;
  }

  private static Status status(Form form, @Nullable Appointment was) {
    Status before = was == null ? Status.SCHEDULED : was.status();
    String word = form.optionalLine("status", before.text(), 20, "The status");
    Status status = word == null ? before : Status.of(word);
    if (status == null || (was == null && status == Status.CANCELLED)) {
      form.error(
          "/status",
          "bad_value",
          status == null
              ? "The status is scheduled, confirmed, completed, cancelled or no_show."
              : "A new appointment cannot be cancelled already.");
      return before;
    }
    return status;
  }

  /// What somebody typed, else what is known of the way.
  private static @Nullable Transit transit(
      Form form,
      @Nullable Appointment was,
      @Nullable Client client,
      @Nullable UUID clinic,
      boolean elsewhere) {
    Transit before = was == null || elsewhere ? null : was.transit();
    boolean typed = form.has("transit_minutes");
    Integer minutes =
        form.number("transit_minutes", null, 0, LONGEST_MINUTES, "The transit time in minutes");
    String word = form.optionalLine("transit_source", null, 20, "Where the transit time is from");
    Transit.Source source = Transit.Source.of(word);
    if (word != null && source == null) {
      form.error(
          "/transit_source", "bad_value", "It is travel_times, calculated, estimate or manual.");
    }
    if (typed && minutes != null) {
      boolean same = before != null && before.minutes() == minutes;
      return new Transit(
          minutes,
          source != null
              ? source
              : same ? Objects.requireNonNull(before).source() : Transit.Source.MANUAL);
    }
    if (!typed && before != null) {
      return before;
    }
    TravelTime known = client == null || clinic == null ? null : ClientWay.known(client, clinic);
    return known == null ? null : ClientWay.transit(known);
  }
}
