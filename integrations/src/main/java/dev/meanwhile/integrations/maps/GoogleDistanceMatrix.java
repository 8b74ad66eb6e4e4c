package dev.meanwhile.integrations.maps;

import static java.util.stream.Collectors.joining;

import dev.meanwhile.integrations.PartnerFailed;
import dev.meanwhile.integrations.Trouble;
import dev.meanwhile.integrations.http.Caller;
import dev.meanwhile.integrations.http.Complaint;
import dev.meanwhile.integrations.http.Partner;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Drive times by the Distance Matrix API of Google, for projects that have it still: new ones get
/// [GoogleRoutes] only.
///
/// https://developers.google.com/maps/documentation/distance-matrix/distance-matrix
public final class GoogleDistanceMatrix implements DriveTimes, AutoCloseable {
  /// Where Google answers.
  public static final URI GOOGLE = URI.create("https://maps.googleapis.com");

  private static final String WHAT = "The drive times could not be fetched";

  /// At most 25 origins or destinations, and 100 drives.
  private static final int SIDE = 10;

  private final Caller caller;
  private final String key;

  /// @param base [#GOOGLE], or a simulator
  /// @param key not empty
  public GoogleDistanceMatrix(URI base, String key, Duration deadline) {
    this.key = key;
    Partner google = new Partner("Google Maps", base, deadline, List.of(key));
    caller = new Caller(google, request -> request, GoogleWords::complaint);
  }

  @Override
  public List<Drive> between(List<Place> origins, List<Place> destinations)
      throws InterruptedException {
    return Blocks.ask(SIDE, origins, destinations, this::ask);
  }

  @Override
  public String provider() {
    return "google_distance_matrix";
  }

  private List<Drive> ask(List<Place> origins, List<Place> destinations)
      throws InterruptedException {
    String path =
        "/maps/api/distancematrix/json?mode=driving&departure_time=now&origins=%s&destinations=%s&key=%s"
            .formatted(places(origins), places(destinations), encoded(key));
    JsonNode answer = caller.json(WHAT, "GET", path, null);
    String status = answer.path("status").asString("");
    if (!status.equals("OK")) {
      throw refused(status, answer.path("error_message").stringValueOpt().orElse(null));
    }
    JsonNode rows = answer.path("rows");
    List<Drive> drives = new ArrayList<>();
    for (int from = 0; from < origins.size(); from++) {
      for (int to = 0; to < destinations.size(); to++) {
        drives.add(drive(from, to, rows.path(from).path("elements").path(to)));
      }
    }
    return drives;
  }

  private Drive drive(int from, int to, JsonNode element) {
    String status = element.path("status").asString("");
    return switch (status) {
      case "NOT_FOUND" -> Drive.impossible(from, to, "one of the addresses was not found");
      case "ZERO_RESULTS", "MAX_ROUTE_LENGTH_EXCEEDED" ->
          Drive.impossible(from, to, "there is no road between the two");
      case "OK" -> {
        JsonNode seconds =
            element.path(element.has("duration_in_traffic") ? "duration_in_traffic" : "duration");
        JsonNode meters = element.path("distance").path("value");
        if (!seconds.path("value").isInt() || seconds.path("value").asInt() < 0) {
          throw caller.strange(WHAT, 200, "a drive has no duration", false);
        }
        yield Drive.known(
            from,
            to,
            Duration.ofSeconds(seconds.path("value").asInt()),
            meters.isInt() ? meters.asInt() : null);
      }
      default -> throw caller.strange(WHAT, 200, "drives are missing", false);
    };
  }

  /// Its errors have the status 200.
  private PartnerFailed refused(String status, @Nullable String message) {
    Trouble trouble =
        switch (status) {
          case "REQUEST_DENIED" -> Trouble.REFUSED;
          case "OVER_QUERY_LIMIT" -> Trouble.BUSY;
          case "OVER_DAILY_LIMIT" -> Trouble.SPENT;
          case "INVALID_REQUEST", "MAX_ELEMENTS_EXCEEDED", "MAX_DIMENSIONS_EXCEEDED" ->
              Trouble.WRONG;
          case "UNKNOWN_ERROR" -> Trouble.AWAY;
          default -> Trouble.STRANGE;
        };
    if (trouble == Trouble.STRANGE) {
      return caller.strange(WHAT, 200, "without a status that is known", false);
    }
    String words = message == null ? status : status + ", " + message;
    return caller.complained(WHAT, 200, new Complaint(trouble, words));
  }

  private static String places(List<Place> places) {
    return places.stream()
        .map(place ->
            switch (place) {
              // A bar would begin the next place.
              case Place.Address(String text) -> text.replace('|', ' ');
              case Place.Point(double latitude, double longitude) -> latitude + "," + longitude;
            })
        .map(GoogleDistanceMatrix::encoded)
        .collect(joining("%7C"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    caller.close();
  }
}
