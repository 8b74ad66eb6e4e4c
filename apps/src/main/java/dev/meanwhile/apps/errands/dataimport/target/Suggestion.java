package dev.meanwhile.apps.errands.dataimport.target;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A target and a mapping that fit the names of some columns.
///
/// @param columns the column for each field that has one
/// @param score the higher, the better
public record Suggestion(ImportTarget target, Map<String, String> columns, double score) {

  /// The best mapping of these columns to one target: each column and each field at most once.
  public static Suggestion of(ImportTarget target, List<String> header) {
    record Pair(Field field, String column, double score) {}
    var pairs = new ArrayList<Pair>();
    for (Field field : target.fields()) {
      for (String column : header) {
        double score = HeaderWords.score(column, field);
        if (score > HeaderWords.NO) {
          pairs.add(new Pair(field, column, score));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::score).reversed());
    Map<String, String> chosen = new LinkedHashMap<>();
    Set<String> used = new HashSet<>();
    double sum = 0;
    for (Pair pair : pairs) {
      if (!chosen.containsKey(pair.field().name()) && used.add(pair.column())) {
        chosen.put(pair.field().name(), pair.column());
        sum += pair.score();
      }
    }
    return new Suggestion(target, inFieldOrder(target, chosen), sum);
  }

  /// The one of the targets that these columns fit best; null when they fit none.
  public static @Nullable Suggestion best(List<ImportTarget> targets, List<String> header) {
    return targets.stream()
        .map(target -> of(target, header))
        .filter(suggestion -> suggestion.target().lacks(suggestion.columns().keySet()) == null)
        .max(
            Comparator.comparingDouble(Suggestion::score)
                .thenComparingDouble(Suggestion::shareOfFields))
        .orElse(null);
  }

  private double shareOfFields() {
    return (double) columns.size() / target.fields().size();
  }

  private static Map<String, String> inFieldOrder(ImportTarget target, Map<String, String> from) {
    Map<String, String> sorted = new LinkedHashMap<>();
    for (Field field : target.fields()) {
      String column = from.get(field.name());
      if (column != null) {
        sorted.put(field.name(), column);
      }
    }
    return sorted;
  }
}
