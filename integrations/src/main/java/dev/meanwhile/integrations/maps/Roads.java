package dev.meanwhile.integrations.maps;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// The roads of a world that does not exist, the same at every start: which drive takes how long.
/// An address with `nowhere` in it is not known, and nobody can drive to an `island`.
final class Roads {
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
    int seconds = 300 + number(from + "|" + to) % 2_700;
    return new Road(seconds, seconds * 12);
  }

  private static int number(String text) {
    CRC32 sum = new CRC32();
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    return (int) (sum.getValue() & 0x7fff_ffff);
  }
}
