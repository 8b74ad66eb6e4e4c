package dev.meanwhile.apps.desk.madeup;

import dev.meanwhile.integrations.maps.Drive;
import dev.meanwhile.integrations.maps.Estimator;
import dev.meanwhile.integrations.maps.Place;
import dev.meanwhile.server.people.DemoPeople;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Fills an empty desk for the demo, so that its pages have something to show. It leaves no work
/// for later: all ways are estimated at once. The same people come each time, the days are those
/// around today.
@Component
public class MadeUpDesk {
  private static final int CLIENTS = 60;
  private static final long SEED = 1906;

  private final MadeUpStore store;
  private final TransactionTemplate transaction;

  MadeUpDesk(MadeUpStore store, TransactionTemplate transaction) {
    this.store = store;
    this.transaction = transaction;
  }

  /// A made-up person or place.
  ///
  /// @param key the row's own
  record One(String key, Names.Town town) {
    Place point() {
      return new Place.Point(town.latitude(), town.longitude());
    }
  }

  /// Fills the desk unless somebody has used it; says in a sentence what it did, or nothing.
  public String fill() {
    return Objects.requireNonNull(transaction.execute(_ -> store.isEmpty() ? filled() : ""));
  }

  private String filled() {
    var chance = new Random(SEED);
    List<One> clinics = clinics();
    List<One> drivers = drivers();
    List<One> clients = clients(clinics, chance);
    driveTimes(drivers, clients);
    preferences(drivers, clinics);
    int appointments =
        new MadeUpDays(store, clinics, drivers, clients, minutes(clients, clinics), chance).write();
    return "Made up a booking desk: %d clinics, %d drivers, %d clients, %d appointments around today"
        .formatted(clinics.size(), drivers.size(), clients.size(), appointments);
  }

  private List<One> clinics() {
    var rows = new ArrayList<Map<String, Object>>();
    var all = new ArrayList<One>();
    for (Names.Place place : Names.CLINICS) {
      var town = Names.TOWNS.get(place.town());
      var one = new One(id(1, all.size()), town);
      all.add(one);
      var row = address(one, place.street(), "");
      row.put("id", one.key());
      row.put("name", place.name());
      row.put("phone", "+131555501%02d".formatted(all.size()));
      rows.add(row);
    }
    store.clinics(rows);
    return all;
  }

  private List<One> drivers() {
    String dora =
        DemoPeople.ALL.stream()
            .filter(person -> person.username().equals("dora"))
            .map(person -> person.id().toString())
            .findFirst()
            .orElse("");
    var rows = new ArrayList<Map<String, Object>>();
    var all = new ArrayList<One>();
    for (String name : Names.DRIVERS) {
      int number = all.size();
      var one = new One(id(2, number), Names.TOWNS.get(number * 2 + 1));
      all.add(one);
      var row = address(one, (number * 7 + 3) + " " + Names.STREETS.get(number), "home_");
      row.put("id", one.key());
      row.put("full_name", name);
      row.put("phone", "+131555501%02d".formatted(20 + number));
      row.put("colour", Names.COLOURS.get(number));
      if (name.startsWith("Dora") && !dora.isEmpty()) {
        row.put("user_id", dora);
      }
      rows.add(row);
    }
    store.drivers(rows);
    return all;
  }

  private List<One> clients(List<One> clinics, Random chance) {
    var rows = new ArrayList<Map<String, Object>>();
    var all = new ArrayList<One>();
    for (String knumber : store.numbers(CLIENTS)) {
      int number = all.size();
      var one = new One(knumber, Names.TOWNS.get(chance.nextInt(Names.TOWNS.size())));
      all.add(one);
      String street = Names.STREETS.get(chance.nextInt(Names.STREETS.size()));
      var row = address(one, (chance.nextInt(180) + 1) + " " + street, "");
      row.put("knumber", knumber);
      row.put("first_name", Names.FIRST.get(number % Names.FIRST.size()));
      row.put("last_name", Names.LAST.get((number * 7 + number / 20) % Names.LAST.size()));
      row.put("phone", "+131555501%02d".formatted(30 + number));
      row.put("primary_clinic_id", clinics.get(chance.nextInt(clinics.size())).key());
      row.put("clinic_travel_times", travelTimes(one, clinics));
      if (number % 9 == 4) {
        row.put("notes", "Needs a car with space for a wheelchair.");
      }
      rows.add(row);
    }
    store.clients(rows);
    return all;
  }

  private static List<Map<String, Object>> travelTimes(One client, List<One> clinics) {
    var times = new ArrayList<Map<String, Object>>();
    for (int i = 0; i < clinics.size(); i++) {
      Way way = way(client, clinics.get(i));
      times.add(
          Map.of(
              "clinic_id", clinics.get(i).key(),
              "clinic", Names.CLINICS.get(i).name(),
              "minutes", way.minutes(),
              "meters", way.meters(),
              "provider", "estimate",
              "estimated", true));
    }
    return times;
  }

  private void driveTimes(List<One> drivers, List<One> clients) {
    var rows = new ArrayList<Map<String, Object>>();
    for (One client : clients) {
      for (One driver : drivers) {
        Way way = way(driver, client);
        rows.add(
            Map.of(
                "knumber", client.key(),
                "driver_id", driver.key(),
                "minutes", way.minutes(),
                "meters", way.meters()));
      }
    }
    store.driveTimes(rows);
  }

  private void preferences(List<One> drivers, List<One> clinics) {
    var rows = new ArrayList<Map<String, Object>>();
    for (One driver : drivers) {
      var near =
          clinics.stream()
              .sorted(Comparator.comparingInt(clinic -> way(driver, clinic).meters()))
              .toList();
      for (int rank = 1; rank <= near.size(); rank++) {
        One clinic = near.get(rank - 1);
        Way way = way(driver, clinic);
        rows.add(
            Map.of(
                "driver_id", driver.key(),
                "clinic_id", clinic.key(),
                "minutes", way.minutes(),
                "meters", way.meters(),
                "rank", rank));
      }
    }
    store.preferences(rows);
  }

  private static Map<String, Integer> minutes(List<One> clients, List<One> clinics) {
    var minutes = new HashMap<String, Integer>();
    for (One client : clients) {
      for (One clinic : clinics) {
        minutes.put(client.key() + clinic.key(), way(client, clinic).minutes());
      }
    }
    return minutes;
  }

  private record Way(int minutes, int meters) {}

  private static Way way(One from, One to) {
    Drive drive = new Estimator().between(List.of(from.point()), List.of(to.point())).getFirst();
    return new Way(
        Math.toIntExact(
            Objects.requireNonNull(drive.time()).plus(Duration.ofSeconds(59)).toMinutes()),
        Objects.requireNonNull(drive.meters()));
  }

  private static Map<String, Object> address(One one, String street, String before) {
    var row = new HashMap<String, Object>();
    row.put(before + "address", street);
    row.put(before + "city", one.town().city());
    row.put(before + "state", "NY");
    row.put(before + "zip", one.town().zip());
    row.put(before + "latitude", one.town().latitude());
    row.put(before + "longitude", one.town().longitude());
    return row;
  }

  /// The same in every demo, so that links into it stay good.
  private static String id(int kind, int number) {
    return UUID.fromString("01900000-0000-7000-8%03d-%012d".formatted(kind, number + 1)).toString();
  }
}
