package dev.meanwhile.integrations.maps;

/// Where a drive begins or ends.
public sealed interface Place {

  /// As people write it: "350 5th Ave, New York, NY 10118".
  record Address(String text) implements Place {
    public Address {
      text = text.strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException("An address has at least one character.");
      }
    }
  }

  /// Degrees, as on every map.
  record Point(double latitude, double longitude) implements Place {
    public Point {
      if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
        throw new IllegalArgumentException(
            "%s, %s is no place on earth.".formatted(latitude, longitude));
      }
    }
  }
}
