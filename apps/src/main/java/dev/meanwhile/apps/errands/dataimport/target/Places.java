package dev.meanwhile.apps.errands.dataimport.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Cities, villages and postal areas, and where they lie.
@Component
final class Places implements ImportTarget {

  /// In the order of the columns in [PlaceStore].
  private static final List<Field> FIELDS =
      List.of(
          Field.required(
              "name", "Name", new TextRule(200), "city", "place", "place name", "town", "locality"),
          Field.optional(
              "postal_code", "Postal code", new TextRule(20), "zip", "zip code", "postcode"),
          Field.optional("region", "Region", new TextRule(100), "state", "province", "admin1"),
          Field.optional(
              "region_code", "Region code", new TextRule(20), "state code", "province code"),
          Field.optional("county", "County", new TextRule(100), "district", "admin2"),
          Field.optional("country", "Country", new TextRule(100), "country code", "nation"),
          Field.optional("latitude", "Latitude", new NumberRule(-90, 90), "lat"),
          Field.optional("longitude", "Longitude", new NumberRule(-180, 180), "lng", "lon", "long"),
          Field.optional(
              "population", "Population", new CountRule(100_000_000_000L), "inhabitants", "pop"),
          Field.optional("time_zone", "Time zone", new TextRule(60), "timezone", "tz"));

  private final PlaceStore store;

  Places(PlaceStore store) {
    this.store = store;
  }

  @Override
  public String name() {
    return "places";
  }

  @Override
  public String title() {
    return "Places";
  }

  @Override
  public List<Field> fields() {
    return FIELDS;
  }

  @Override
  public @Nullable String lacks(Set<String> mapped) {
    return mapped.contains("name") ? null : "Places need a column for name.";
  }

  @Override
  public @Nullable String objection(Map<String, Object> values) {
    return values.containsKey("latitude") == values.containsKey("longitude")
        ? null
        : "The row has only one of latitude and longitude";
  }

  @Override
  public void insert(Connection connection, UUID task, List<Entry> entries) throws SQLException {
    store.insert(connection, task, FIELDS, entries);
  }

  @Override
  public List<Map<String, @Nullable Object>> rows(UUID task, long afterLine, int limit) {
    return store.rows(task, afterLine, limit);
  }
}
