package dev.meanwhile.apps.errands.dataimport.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One page of an API.
///
/// @param items the values of each item by key; null for an item that is no JSON object
/// @param next the address of the next page; null on the last
/// @param total how many items all pages have, if the API says so
public record ApiPage(
    List<@Nullable Map<String, String>> items, @Nullable String next, @Nullable Long total) {

  /// The keys of all items on this page.
  public List<String> columns() {
    Set<String> keys = new LinkedHashSet<>();
    for (Map<String, String> item : items) {
      if (item != null) {
        item.keySet().stream().filter(key -> key.length() <= Rows.LONGEST_NAME).forEach(keys::add);
      }
    }
    return keys.stream().limit(Rows.MOST_COLUMNS).toList();
  }

  /// The items as rows, numbered on from those before.
  public List<Row> rows(List<String> columns, long before) {
    return IntStream.range(0, items.size())
        .mapToObj(i -> row(items.get(i), columns, before + i + 1))
        .toList();
  }

  private static Row row(@Nullable Map<String, String> item, List<String> columns, long number) {
    if (item == null) {
      return new Row(number, List.of(), "The item is not a JSON object");
    }
    List<String> cells = JsonObject.cells(item, columns);
    return new Row(number, cells, CellDamage.of(cells, true));
  }
}
