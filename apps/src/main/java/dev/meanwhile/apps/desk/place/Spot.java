package dev.meanwhile.apps.desk.place;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An address in the United States, as far as it is known.
///
/// @param address street and number
/// @param state two letters: `FL`
/// @param zip `33602` or `33602-1234`
/// @param latitude null when nobody has looked it up; so is the longitude
public record Spot(
    @Nullable String address,
    @Nullable String city,
    @Nullable String state,
    @Nullable String zip,
    @Nullable Double latitude,
    @Nullable Double longitude) {
  public static final Spot NOWHERE = new Spot(null, null, null, null, null, null);

  /// As people write it: "12 Main St, Tampa, FL 33602"; null when there is nothing to write.
  public @Nullable String line() {
    var parts = new ArrayList<String>();
    for (String part : new @Nullable String[] {address, city}) {
      if (part != null) {
        parts.add(part);
      }
    }
    String region = joined(state, zip);
    if (!region.isEmpty()) {
      parts.add(region);
    }
    return parts.isEmpty() ? null : String.join(", ", parts);
  }

  /// Whether it can be driven to: there is a street, a ZIP code or a point.
  public boolean known() {
    return address != null || zip != null || latitude != null;
  }

  /// Whether it is written in the same way, wherever the point is.
  public boolean sameAddress(Spot other) {
    return java.util.Objects.equals(line(), other.line());
  }

  /// @param before what its columns begin with: `home_`
  public static Spot read(ResultSet row, String before) throws SQLException {
    return new Spot(
        row.getString(before + "address"),
        row.getString(before + "city"),
        row.getString(before + "state"),
        row.getString(before + "zip"),
        row.getObject(before + "latitude", Double.class),
        row.getObject(before + "longitude", Double.class));
  }

  private static String joined(@Nullable String one, @Nullable String other) {
    return String.join(
        " ",
        List.of(one == null ? "" : one, other == null ? "" : other).stream()
            .filter(part -> !part.isEmpty())
            .toList());
  }
}
