package dev.meanwhile.server.uploads;

import org.springframework.util.unit.DataSize;

/// Sizes in words.
final class Sizes {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB"};

  private Sizes() {}

  /// "512 MB", "1000 bytes": the largest unit that leaves a whole number.
  static String words(DataSize size) {
    long number = size.toBytes();
    int unit = 0;
    while (number >= 1024 && number % 1024 == 0 && unit < UNITS.length - 1) {
      number /= 1024;
      unit++;
    }
    return number + " " + UNITS[unit];
  }
}
