package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes.DriverWork;
import dev.meanwhile.apps.desk.clinics.Clinic;
import dev.meanwhile.apps.desk.clinics.ClinicStore;
import dev.meanwhile.apps.desk.drivers.Driver;
import dev.meanwhile.apps.desk.drivers.DriverStore;
import dev.meanwhile.engine.Handler;
import dev.meanwhile.engine.Outcome;
import dev.meanwhile.engine.TaskFailed;
import dev.meanwhile.engine.Work;
import dev.meanwhile.integrations.maps.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// `recalculate_clinic_preferences`: which clinics lie near a driver's home.
@Component
final class ClinicPreferences implements Handler<DriverWork> {
  private static final String WHAT = "The driver's clinics were not ranked";

  private final DriverStore drivers;
  private final ClinicStore clinics;
  private final DriveTimeStore times;
  private final Maps maps;

  ClinicPreferences(DriverStore drivers, ClinicStore clinics, DriveTimeStore times, Maps maps) {
    this.drivers = drivers;
    this.clinics = clinics;
    this.times = times;
    this.maps = maps;
  }

  @Override
  public Outcome handle(DriverWork input, Work work) throws Exception {
    UUID id = input.driverId();
    Driver driver = Said.there(drivers.find(id), WHAT, "driver " + id);
    Place home = Maps.place(driver.home());
    if (home == null) {
      return work.inTransaction(connection -> {
        times.preferences(connection, id, List.of());
        return Said.nothing(
            "no_address",
            "%s has no home address, so no clinic lies nearer than another."
                .formatted(driver.fullName()));
      });
    }
    List<Clinic> there =
        clinics.all(true).stream().filter(clinic -> Maps.place(clinic.spot()) != null).toList();
    if (there.isEmpty()) {
      return Said.nothing("no_clinics", "There is no clinic with an address yet.");
    }
    Ways ways =
        maps.ask(
            work,
            "asking",
            List.of(home),
            there.stream().map(clinic -> Maps.known(clinic.spot())).toList());
    if (ways.none()) {
      throw TaskFailed.forGood(
          WHAT,
          "No way leads from '%s' to any clinic".formatted(driver.home().line()),
          "Correct the home address of %s; saving it ranks them again."
              .formatted(driver.fullName()),
          "bad_address");
    }
    work.step("saving", "Saving the order of %d clinics…".formatted(ways.count()));
    return save(driver, kept(there, ways, driver), work);
  }

  private static List<DriveTimeStore.Kept> kept(List<Clinic> clinics, Ways ways, Driver driver) {
    List<DriveTimeStore.Kept> kept = new ArrayList<>();
    for (int at = 0; at < clinics.size(); at++) {
      Integer minutes = ways.all().get(at).minutes();
      if (minutes != null) {
        String id = clinics.get(at).id().toString();
        kept.add(DriveTimeStore.Kept.of(id, minutes, ways.all().get(at), driver.home()));
      }
    }
    return kept;
  }

  private Outcome save(Driver driver, List<DriveTimeStore.Kept> kept, Work work) throws Exception {
    return work.inTransaction(connection -> {
      if (!times.livesThere(connection, driver.id(), driver.home())) {
        return Said.nothing(
            "moved",
            "The home of %s was changed meanwhile; the clinics are ranked again."
                .formatted(driver.fullName()));
      }
      times.preferences(connection, driver.id(), kept);
      return Outcome.completed(
          Map.of(
              "clinics", kept.size(),
              "provider", maps.provider(),
              "estimated", maps.estimates()),
          "%d %s ranked by how near %s to %s."
              .formatted(
                  kept.size(),
                  kept.size() == 1 ? "clinic was" : "clinics were",
                  kept.size() == 1 ? "it lies" : "they lie",
                  driver.fullName()));
    });
  }
}
