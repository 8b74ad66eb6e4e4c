package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes.ClientWork;
import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.ClientStore;
import dev.meanwhile.apps.desk.clients.TravelTime;
import dev.meanwhile.apps.desk.clinics.Clinic;
import dev.meanwhile.apps.desk.clinics.ClinicStore;
import dev.meanwhile.apps.desk.drivers.Driver;
import dev.meanwhile.apps.desk.drivers.DriverStore;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.maps.Place;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// `calculate_distances`: how far it is from each driver's home to a client, and from the client to
/// each clinic.
@Component
final class ClientDistances implements Handler<ClientWork> {
  private static final String WHAT = "The drive times were not calculated";

  /// What one client's questions are about.
  ///
  /// @param clinics the client's own first
  private record Question(Client client, List<Driver> drivers, List<Clinic> clinics) {}

  private final ClientStore clients;
  private final DriverStore drivers;
  private final ClinicStore clinics;
  private final DriveTimeStore times;
  private final Maps maps;

  ClientDistances(
      ClientStore clients,
      DriverStore drivers,
      ClinicStore clinics,
      DriveTimeStore times,
      Maps maps) {
    this.clients = clients;
    this.drivers = drivers;
    this.clinics = clinics;
    this.times = times;
    this.maps = maps;
  }

  @Override
  public Outcome handle(ClientWork input, Work work) throws Exception {
    Client client = Said.there(clients.find(input.clientId()), WHAT, "client " + input.clientId());
    Place home = Maps.place(client.home());
    if (home == null) {
      return work.inTransaction(connection -> {
        times.forgetClient(connection, client.knumber());
        times.travelTimes(connection, client.knumber(), client.home(), List.of());
        return Said.nothing(
            "no_address",
            "%s has no address, so there are no drive times.".formatted(client.name()));
      });
    }
    Question question = new Question(client, drivers.withHome(), clinicsOf(client));
    Ways there = toClient(question, home, work);
    Ways onwards = toClinics(question, home, work);
    if (!(there.all().isEmpty() && onwards.all().isEmpty()) && there.none() && onwards.none()) {
      throw unknown(client, there.all().isEmpty() ? onwards : there, work);
    }
    work.step("saving", "Saving %s…".formatted(Maps.counted(there.count() + onwards.count())));
    return work.inTransaction(connection -> save(connection, question, there, onwards));
  }

  private Ways toClient(Question question, Place home, Work work) throws Exception {
    List<Place> homes =
        question.drivers().stream().map(driver -> Maps.known(driver.home())).toList();
    return homes.isEmpty()
        ? new Ways("", List.of())
        : maps.ask(work, "asking_for_drivers", homes, List.of(home));
  }

  private Ways toClinics(Question question, Place home, Work work) throws Exception {
    List<Place> places =
        question.clinics().stream().map(clinic -> Maps.known(clinic.spot())).toList();
    return places.isEmpty()
        ? new Ways("", List.of())
        : maps.ask(work, "asking_for_clinics", List.of(home), places);
  }

  private List<Clinic> clinicsOf(Client client) {
    return clinics.all(true).stream()
        .filter(clinic -> Maps.place(clinic.spot()) != null)
        .sorted(Comparator.comparing(clinic -> !clinic.id().equals(client.primaryClinicId())))
        .toList();
  }

  /// Nobody finds the way to the client, so it is the client's address that is wrong. What was
  /// known of an earlier address is not shown any more.
  private TaskFailed unknown(Client client, Ways asked, Work work) throws Exception {
    work.checkpoint(
        "forgotten",
        Map.of(),
        connection -> {
          if (times.travelTimes(connection, client.knumber(), client.home(), List.of())) {
            times.forgetClient(connection, client.knumber());
          }
        });
    return TaskFailed.forGood(
        WHAT,
        "No way leads to '%s': %s"
            .formatted(client.home().line(), asked.all().getFirst().problem()),
        "Correct the address of %s; saving it calculates them again.".formatted(client.name()),
        "bad_address");
  }

  private Outcome.Completed save(
      Connection connection, Question question, Ways there, Ways onwards) {
    Client client = question.client();
    List<TravelTime> travel = new ArrayList<>();
    for (int at = 0; at < question.clinics().size(); at++) {
      Clinic clinic = question.clinics().get(at);
      Way way = onwards.all().get(at);
      Integer minutes = way.minutes();
      if (minutes != null) {
        travel.add(
            new TravelTime(
                clinic.id(),
                clinic.name(),
                minutes,
                way.meters(),
                maps.provider(),
                way.estimated(),
                client.home().line()));
      }
    }
    if (!times.travelTimes(connection, client.knumber(), client.home(), travel)) {
      return Said.nothing(
          "moved",
          "The address of %s was changed meanwhile; newer drive times are on their way."
              .formatted(client.name()));
    }
    List<DriveTimeStore.Kept> kept = new ArrayList<>();
    List<UUID> unreachable = new ArrayList<>();
    for (int at = 0; at < question.drivers().size(); at++) {
      Driver driver = question.drivers().get(at);
      Way way = there.all().get(at);
      Integer minutes = way.minutes();
      if (minutes == null) {
        unreachable.add(driver.id());
      } else {
        kept.add(DriveTimeStore.Kept.of(driver.id().toString(), minutes, way, driver.home()));
      }
    }
    times.forgetDrivers(connection, client.knumber(), unreachable);
    times.ofClient(connection, client.knumber(), maps.provider(), kept);
    return done(question, kept.size(), travel.size());
  }

  private Outcome.Completed done(Question question, int drivers, int clinics) {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("drivers", drivers);
    output.put("clinics", clinics);
    output.put("provider", maps.provider());
    output.put("estimated", maps.estimates());
    int missing = question.drivers().size() + question.clinics().size() - drivers - clinics;
    output.put("missing", missing);
    String all =
        "%s %s saved for %s."
            .formatted(
                Maps.counted(drivers + clinics),
                drivers + clinics == 1 ? "was" : "were",
                question.client().name());
    return Outcome.completed(
        output,
        missing == 0
            ? all
            : "%s To %d of the drivers and clinics no way was found.".formatted(all, missing));
  }
}
