package dev.meanwhile.integrations.maps;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Drive times that nobody was asked for: the way over the globe, made longer as roads are, at the
/// speed that such ways allow. A place is known by its coordinates, or by the US postal code at the
/// end of its address.
public final class Estimator implements DriveTimes {
  private static final double EARTH_METERS = 6_371_008.8;

  /// Roads of the United States are about so much longer than the straight way.
  private static final double DETOUR = 1.25;

  /// Until one has left, and found the door.
  private static final double START_SECONDS = 120;

  private static final double TOWN_METERS = 4_000;
  private static final double COUNTRY_METERS = 15_000;
  private static final double TOWN_SPEED = 28 / 3.6;
  private static final double COUNTRY_SPEED = 60 / 3.6;
  private static final double HIGHWAY_SPEED = 105 / 3.6;

  private final ZipPlaces zips = ZipPlaces.known();

  @Override
  public String provider() {
    return "estimate";
  }

  @Override
  public List<Drive> between(List<Place> origins, List<Place> destinations) {
    List<@Nullable Point> ends = destinations.stream().<@Nullable Point>map(this::point).toList();
    List<Drive> all = new ArrayList<>();
    for (int from = 0; from < origins.size(); from++) {
      Point start = point(origins.get(from));
      for (int to = 0; to < ends.size(); to++) {
        all.add(drive(from, to, start, ends.get(to)));
      }
    }
    return all;
  }

  private static Drive drive(int from, int to, @Nullable Point start, @Nullable Point end) {
    if (start == null || end == null) {
      return Drive.impossible(from, to, "one of the addresses has no known postal code");
    }
    double meters = DETOUR * straight(start, end);
    return Drive.estimated(from, to, time(meters), (int) Math.round(meters));
  }

  /// Slowly through the first town, then faster the longer the way is.
  private static Duration time(double meters) {
    double town = Math.min(meters, TOWN_METERS);
    double country = Math.min(meters, COUNTRY_METERS) - town;
    double highway = meters - town - country;
    double seconds =
        START_SECONDS + town / TOWN_SPEED + country / COUNTRY_SPEED + highway / HIGHWAY_SPEED;
    return Duration.ofSeconds(Math.round(seconds));
  }

  /// The way over the globe, in meters.
  private static double straight(Point from, Point to) {
    double latitude = Math.toRadians(to.latitude() - from.latitude());
    double longitude = Math.toRadians(to.longitude() - from.longitude());
    double half =
        square(Math.sin(latitude / 2))
            + Math.cos(Math.toRadians(from.latitude()))
                * Math.cos(Math.toRadians(to.latitude()))
                * square(Math.sin(longitude / 2));
    return 2 * EARTH_METERS * Math.asin(Math.min(1, Math.sqrt(half)));
  }

  private static double square(double number) {
    return number * number;
  }

  private @Nullable Point point(Place place) {
    return switch (place) {
      case Place.Point(double latitude, double longitude) -> new Point(latitude, longitude);
      case Place.Address(String text) -> zips.find(text);
    };
  }

  /// Degrees.
  record Point(double latitude, double longitude) {}
}
