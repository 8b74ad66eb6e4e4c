package dev.meanwhile.apps.desk.madeup;

import dev.meanwhile.apps.desk.madeup.MadeUpDesk.One;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// The appointments of the made-up desk, from yesterday to five days ahead. Drivers are given what
/// they can do; a few appointments nobody drives yet, and two are at once.
final class MadeUpDays {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final int[] PER_DAY = {11, 14, 13, 12, 11, 10, 9};

  private final MadeUpStore store;
  private final List<One> clinics;
  private final List<One> drivers;
  private final List<One> clients;
  private final Map<String, Integer> minutes;
  private final Random chance;
  private final Map<String, Instant> freeFrom = new HashMap<>();
  private int count;

  /// @param minutes of the way, by client and clinic
  MadeUpDays(
      MadeUpStore store,
      List<One> clinics,
      List<One> drivers,
      List<One> clients,
      Map<String, Integer> minutes,
      Random chance) {
    this.store = store;
    this.clinics = clinics;
    this.drivers = drivers;
    this.clients = clients;
    this.minutes = minutes;
    this.chance = chance;
  }

  /// @return how many there are
  int write() {
    Instant now = store.now();
    List<MadeUpStore.Type> types = store.types();
    var rows = new ArrayList<Map<String, Object>>();
    LocalDate yesterday = now.atZone(ZONE).toLocalDate().minusDays(1);
    for (int day = 0; day < PER_DAY.length; day++) {
      for (int i = 0; i < PER_DAY[day]; i++) {
        // Through the day in order, so that each driver takes what comes next.
        int quarters = i * 36 / PER_DAY[day];
        Instant at =
            yesterday
                .plusDays(day)
                .atTime(LocalTime.of(8, 0).plusMinutes(15L * quarters))
                .atZone(ZONE)
                .toInstant();
        rows.add(row(at, types.get(chance.nextInt(types.size())), now));
      }
    }
    store.appointments(rows);
    return rows.size();
  }

  private Map<String, Object> row(Instant at, MadeUpStore.Type type, Instant now) {
    One client = clients.get((count * 7 + 3) % clients.size());
    One clinic = clinics.get(chance.nextInt(clinics.size()));
    int way = minutes.getOrDefault(client.key() + clinic.key(), 20);
    Instant leaves = at.minusSeconds(way * 60L);
    Instant back = at.plusSeconds((type.minutes() + way) * 60L);
    boolean cancelled = count % 17 == 9;
    One driver = cancelled || count % 11 == 6 ? null : driver(leaves, back);
    count++;
    var row = new HashMap<String, Object>();
    row.put("knumber", client.key());
    row.put("clinic_id", clinic.key());
    row.put("appointment_type_id", type.id());
    row.put("starts_at", at.toString());
    row.put("zone", ZONE.getId());
    row.put("duration_minutes", type.minutes());
    row.put("transit_minutes", way);
    row.put("status", cancelled ? "cancelled" : status(back.isBefore(now)));
    if (driver != null) {
      row.put("driver_id", driver.key());
    }
    if (cancelled) {
      row.put(
          "cancelled_at",
          at.minusSeconds(90_000).isBefore(now)
              ? at.minusSeconds(90_000).toString()
              : now.toString());
      row.put("cancel_reason", "The client feels better.");
    }
    return row;
  }

  private String status(boolean over) {
    if (over) {
      return count % 13 == 5 ? "no_show" : "completed";
    }
    return count % 3 == 0 ? "confirmed" : "scheduled";
  }

  /// Somebody who is back in time; now and then somebody who is not.
  private @Nullable One driver(Instant leaves, Instant back) {
    boolean careless = count == 20;
    for (int i = 0; i < drivers.size(); i++) {
      One driver = drivers.get((count + i) % drivers.size());
      Instant free = freeFrom.getOrDefault(driver.key(), Instant.EPOCH);
      if (careless != free.isBefore(leaves)) {
        freeFrom.put(driver.key(), back.isAfter(free) ? back : free);
        return driver;
      }
    }
    return null;
  }
}
