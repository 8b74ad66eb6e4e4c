package dev.meanwhile.integrations.maps;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The roads of a world that hardly exists, the same at every start: which drive takes how long.
/// With postal codes or coordinates it is like ours, with some traffic. An address with `nowhere`
/// in it is not known, and nobody can drive to an `island`.
final class Roads {
  private static final Estimator ESTIMATOR = new Estimator();
  private static final Pattern POINT = Pattern.compile("(-?\\d+\\.\\d+),(-?\\d+\\.\\d+)");

  /// @param seconds of the drive
  record Road(int seconds, int meters) {}

  private Roads() {}

  static boolean known(String place) {
    return !place.contains("nowhere");
  }

  static boolean reachable(String from, String to) {
    return from.contains("island") == to.contains("island");
  }

  static Road between(String from, String to) {
    int number = number(from + "|" + to);
    Drive drive = ESTIMATOR.between(List.of(place(from)), List.of(place(to))).getFirst();
    if (drive.time() == null || drive.meters() == null) {
      int seconds = 300 + number % 2_700;
      return new Road(seconds, seconds * 12);
    }
    return new Road((int) (drive.time().toSeconds() * (95 + number % 30) / 100), drive.meters());
  }

  private static Place place(String text) {
    Matcher point = POINT.matcher(text);
    return point.matches()
        ? new Place.Point(Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2)))
        : new Place.Address(text);
  }

  private static int number(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() & 0x7fff_ffff);
  }
}
