package dev.meanwhile.apps.desk.appointments;

import dev.meanwhile.apps.desk.clients.Client;
import dev.meanwhile.apps.desk.clients.TravelTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is known of the way from a client to a clinic, and what to say while it is not.
///
/// @param minutes null while nobody knows; so is the source
/// @param pickupAddress from where; null when nobody knows where the client lives
/// @param hint null when the way is known
record ClientWay(
    @Nullable Integer minutes,
    @Nullable String source,
    @Nullable String pickupAddress,
    @Nullable String hint) {
  private static final String CALCULATING =
      "Travel times are still being calculated. Transit time may need to be entered manually.";

  static ClientWay of(Client client, UUID clinic) {
    String home = client.home().line();
    TravelTime known = known(client, clinic);
    if (known != null) {
      String pickup = known.pickupAddress() == null ? home : known.pickupAddress();
      return new ClientWay(known.minutes(), transit(known).source().text(), pickup, null);
    }
    if (!client.home().known()) {
      return new ClientWay(
          null,
          null,
          null,
          "This client has no address. Transit time needs to be entered manually.");
    }
    return new ClientWay(
        null,
        null,
        home,
        client.travelTimes() == null
            ? CALCULATING
            : "No travel time to this clinic is known. Transit time needs to be entered manually.");
  }

  /// Null while it is not known.
  static @Nullable TravelTime known(Client client, UUID clinic) {
    var times = client.travelTimes();
    return times == null
        ? null
        : times.stream().filter(time -> time.clinicId().equals(clinic)).findFirst().orElse(null);
  }

  static Transit transit(TravelTime known) {
    return new Transit(
        known.minutes(), known.estimated() ? Transit.Source.ESTIMATE : Transit.Source.TRAVEL_TIMES);
  }
}
