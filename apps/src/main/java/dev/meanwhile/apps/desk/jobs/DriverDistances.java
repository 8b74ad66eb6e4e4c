package dev.meanwhile.apps.desk.jobs;

import dev.meanwhile.apps.desk.DeskTypes.DriverWork;
import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.ClientStore;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/// `calculate_driver_distances`: how far it is from a driver's home to every client, in blocks. A
/// later attempt goes on behind the last block that was saved.
@Component
final class DriverDistances implements Handler<DriverWork> {
  private static final String WHAT = "The driver's drive times were not calculated";

  /// What one question to Google may hold.
  private static final int BLOCK = 25;

  /// How far it is.
  ///
  /// @param home from where was asked: after a move everything begins anew
  /// @param after the last client that was seen
  record Position(String home, String after, long done, long missing) {}

  private final DriverStore drivers;
  private final ClientStore clients;
  private final DriveTimeStore times;
  private final Maps maps;

  DriverDistances(DriverStore drivers, ClientStore clients, DriveTimeStore times, Maps maps) {
    this.drivers = drivers;
    this.clients = clients;
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
        times.forgetDriver(connection, id);
        return Said.nothing(
            "no_address",
            "%s has no home address, so there are no drive times.".formatted(driver.fullName()));
      });
    }
    if (!driver.active()) {
      return Said.nothing("inactive", "%s does not drive any more.".formatted(driver.fullName()));
    }
    return all(driver, home, work);
  }

  private Outcome all(Driver driver, Place home, Work work) throws Exception {
    long total = clients.countActive();
    Position at = begin(home, work);
    while (true) {
      List<Client> block = clients.active(at.after(), BLOCK);
      if (block.isEmpty()) {
        return end(driver, at);
      }
      // Clients may have come meanwhile.
      total = Math.max(total, at.done() + block.size());
      work.progress(at.done(), total);
      Ways ways =
          maps.ask(
              work,
              "asking",
              List.of(home),
              block.stream().map(client -> Maps.known(client.home())).toList());
      work.step(
          "saving",
          "Saving drive times of %,d of %,d clients…".formatted(at.done() + block.size(), total));
      Position next = after(at, block, ways);
      if (!save(driver, block, ways, next, work)) {
        return Said.nothing(
            "moved",
            "The home of %s was changed meanwhile; newer drive times are on their way."
                .formatted(driver.fullName()));
      }
      at = next;
      work.progress(at.done(), total);
    }
  }

  private static Position begin(Place home, Work work) {
    Position reached = work.recall("clients", Position.class);
    return reached != null && reached.home().equals(home.toString())
        ? reached
        : new Position(home.toString(), "", 0, 0);
  }

  private static Position after(Position at, List<Client> block, Ways ways) {
    return new Position(
        at.home(),
        block.getLast().knumber(),
        at.done() + block.size(),
        at.missing() + block.size() - ways.count());
  }

  private boolean save(Driver driver, List<Client> block, Ways ways, Position next, Work work)
      throws Exception {
    List<DriveTimeStore.Kept> kept = new ArrayList<>();
    List<String> unreachable = new ArrayList<>();
    for (int one = 0; one < block.size(); one++) {
      Client client = block.get(one);
      Integer minutes = ways.all().get(one).minutes();
      if (minutes == null) {
        unreachable.add(client.knumber());
      } else {
        kept.add(
            DriveTimeStore.Kept.of(client.knumber(), minutes, ways.all().get(one), client.home()));
      }
    }
    AtomicBoolean same = new AtomicBoolean();
    work.checkpoint(
        "clients",
        next,
        connection -> {
          same.set(times.livesThere(connection, driver.id(), driver.home()));
          if (same.get()) {
            times.forgetClients(connection, driver.id(), unreachable);
            times.ofDriver(connection, driver.id(), maps.provider(), kept);
          }
        });
    return same.get();
  }

  private Outcome end(Driver driver, Position at) {
    if (at.done() > 0 && at.missing() == at.done()) {
      throw TaskFailed.forGood(
          WHAT,
          "No way leads from '%s' to any client".formatted(driver.home().line()),
          "Correct the home address of %s; saving it calculates them again."
              .formatted(driver.fullName()),
          "bad_address");
    }
    long saved = at.done() - at.missing();
    return Outcome.completed(
        Map.of(
            "clients", saved,
            "missing", at.missing(),
            "provider", maps.provider(),
            "estimated", maps.estimates()),
        "%s from %s's home %s saved."
            .formatted(Maps.counted(saved), driver.fullName(), saved == 1 ? "was" : "were"));
  }
}
