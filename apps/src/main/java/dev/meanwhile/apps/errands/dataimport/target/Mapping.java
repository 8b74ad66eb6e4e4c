package dev.meanwhile.apps.errands.dataimport.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Which column of a file goes into which field of a target.
///
/// @param columns for each field of the target the position of its column; null for none
public record Mapping(ImportTarget target, List<@Nullable Integer> columns) {
  private static final int NAMED_AT_MOST = 15;

  /// Finds the columns in a header.
  ///
  /// @param wanted the column's name for each field; empty to find out by the names
  /// @throws MappingRefused when they cannot all be found
  public static Mapping of(ImportTarget target, List<String> header, Map<String, String> wanted) {
    Map<String, String> names = wanted.isEmpty() ? Suggestion.of(target, header).columns() : wanted;
    String lacking = target.lacks(names.keySet());
    if (lacking != null) {
      throw new MappingRefused(
          wanted.isEmpty()
              ? "%s No column has such a name; the file has: %s.".formatted(lacking, listed(header))
              : lacking);
    }
    var columns = new ArrayList<@Nullable Integer>();
    for (Field field : target.fields()) {
      String name = names.get(field.name());
      if (name == null) {
        columns.add(null);
      } else {
        columns.add(position(header, name));
      }
    }
    return new Mapping(target, columns);
  }

  /// The cells of a row, one for each field of the target.
  public List<@Nullable String> cells(List<String> row) {
    var cells = new ArrayList<@Nullable String>(columns.size());
    for (Integer column : columns) {
      cells.add(column == null || column >= row.size() ? null : row.get(column));
    }
    return cells;
  }

  private static int position(List<String> header, String name) {
    List<Integer> found = positions(header, name, true);
    if (found.isEmpty()) {
      found = positions(header, name, false);
    }
    if (found.isEmpty()) {
      throw new MappingRefused(
          "The file has no column '%s'; it has: %s.".formatted(Excerpt.of(name), listed(header)));
    }
    if (found.size() > 1) {
      throw new MappingRefused(
          "The file has %d columns named '%s', so it is not clear which one is meant."
              .formatted(found.size(), Excerpt.of(name)));
    }
    return found.getFirst();
  }

  private static List<Integer> positions(List<String> header, String name, boolean exactly) {
    String wanted = name.strip();
    return IntStream.range(0, header.size())
        .filter(i -> {
          String column = header.get(i).strip();
          return exactly ? column.equals(wanted) : column.equalsIgnoreCase(wanted);
        })
        .boxed()
        .toList();
  }

  private static String listed(List<String> header) {
    String names =
        header.stream().limit(NAMED_AT_MOST).map(Excerpt::of).collect(Collectors.joining(", "));
    int more = header.size() - NAMED_AT_MOST;
    return more > 0 ? names + " and " + more + " more" : names;
  }
}
