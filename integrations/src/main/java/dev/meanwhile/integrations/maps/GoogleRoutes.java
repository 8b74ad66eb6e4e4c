package dev.meanwhile.integrations.maps;

import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.http.Answer;
import dev.meanwhile.integrations.http.Caller;
import dev.meanwhile.integrations.http.Complaint;
import dev.meanwhile.integrations.http.Partner;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Drive times by the Routes API of Google, with the traffic of the moment.
///
/// https://developers.google.com/maps/documentation/routes/compute_route_matrix
public final class GoogleRoutes implements DriveTimes, AutoCloseable {
  /// Where Google answers.
  public static final URI GOOGLE = URI.create("https://routes.googleapis.com");

  private static final String WHAT = "The drive times could not be fetched";
  private static final String PATH = "/distanceMatrix/v2:computeRouteMatrix";

  /// Without `status` every drive looks fine.
  private static final String FIELDS =
      "originIndex,destinationIndex,status,condition,distanceMeters,duration";

  /// At most 50 addresses, and 625 drives.
  private static final int SIDE = 25;

  private final Caller caller;

  /// @param base [#GOOGLE], or a simulator
  /// @param key not empty
  public GoogleRoutes(URI base, String key, Duration deadline) {
    Partner google = new Partner("Google Maps", base, deadline, List.of(key));
    caller =
        new Caller(
            google,
            request -> request.header("X-Goog-Api-Key", key).header("X-Goog-FieldMask", FIELDS),
            GoogleWords::complaint);
  }

  @Override
  public List<Drive> between(List<Place> origins, List<Place> destinations)
      throws InterruptedException {
    return Blocks.ask(SIDE, origins, destinations, this::ask);
  }

  @Override
  public String provider() {
    return "google_routes";
  }

  private List<Drive> ask(List<Place> origins, List<Place> destinations)
      throws InterruptedException {
    JsonNode answer =
        caller.json(
            WHAT,
            "POST",
            PATH,
            Map.of(
                "origins",
                origins.stream().map(GoogleRoutes::waypoint).toList(),
                "destinations",
                destinations.stream().map(GoogleRoutes::waypoint).toList(),
                "travelMode",
                "DRIVE",
                "routingPreference",
                "TRAFFIC_AWARE"));
    refuseError(answer);
    Drive[] drives = new Drive[origins.size() * destinations.size()];
    for (JsonNode element : answer) {
      Drive drive = drive(element);
      if (drive.from() >= origins.size() || drive.to() >= destinations.size()) {
        throw strange("it names places that were not asked for");
      }
      drives[drive.from() * destinations.size() + drive.to()] = drive;
    }
    List<Drive> all = new ArrayList<>(Arrays.asList(drives));
    if (!answer.isArray() || all.contains(null)) {
      throw strange("drives are missing");
    }
    return all;
  }

  private void refuseError(JsonNode answer) {
    if (!GoogleWords.error(answer).isMissingNode()) {
      int code = GoogleWords.error(answer).path("code").asInt(200);
      Answer said = new Answer(code, HttpHeaders.of(Map.of(), (_, _) -> true), "");
      Complaint complaint = GoogleWords.complaint(said, answer);
      throw caller.complained(WHAT, code, complaint);
    }
  }

  private Drive drive(JsonNode element) {
    // Numbers that are 0 may be left out.
    int from = number(element, "originIndex");
    int to = number(element, "destinationIndex");
    int code = element.path("status").path("code").asInt(0);
    if (code == 5 || code == 3) {
      return Drive.impossible(from, to, "one of the addresses was not found");
    }
    if (code != 0) {
      throw strange("it could not work out a drive (%d)".formatted(code));
    }
    String condition = element.path("condition").asString("");
    if (condition.equals("ROUTE_NOT_FOUND")) {
      return Drive.impossible(from, to, "there is no road between the two");
    }
    Duration time = duration(element.path("duration").asString(""));
    if (!condition.equals("ROUTE_EXISTS") || time == null) {
      throw strange("a drive has no duration");
    }
    JsonNode meters = element.path("distanceMeters");
    return Drive.known(from, to, time, meters.isInt() ? meters.asInt() : null);
  }

  private int number(JsonNode element, String field) {
    JsonNode value = element.path(field);
    if (!element.isObject() || !(value.isMissingNode() || value.isInt()) || value.asInt(0) < 0) {
      throw strange("'%s' is no number".formatted(field));
    }
    return value.asInt(0);
  }

  /// Seconds with an `s`: "1234s", "12.5s".
  private static @Nullable Duration duration(String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?s")) {
      return null;
    }
    BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }

  private static Map<String, Object> waypoint(Place place) {
    return Map.of(
        "waypoint",
        switch (place) {
          case Place.Address(String text) -> Map.of("address", text);
          case Place.Point(double latitude, double longitude) ->
              Map.of(
                  "location",
                  Map.of("latLng", Map.of("latitude", latitude, "longitude", longitude)));
        });
  }

  private PartnerFailed strange(String how) {
    return caller.strange(WHAT, 200, how, false);
  }

  @Override
  public void close() {
    caller.close();
  }
}
