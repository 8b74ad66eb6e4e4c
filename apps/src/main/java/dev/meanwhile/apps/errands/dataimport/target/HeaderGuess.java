package dev.meanwhile.apps.errands.dataimport.target;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The question whether the first row of a file names the columns or is a row already.
public final class HeaderGuess {

  private static final Pattern NUMBERED = Pattern.compile("(?i)column \\d+");

  private HeaderGuess() {}

  /// @param wanted the columns that a mapping names; may be empty
  /// @param targets what the file may be meant for
  public static boolean namesColumns(
      List<String> cells, Collection<String> wanted, Collection<ImportTarget> targets) {
    if (!wanted.isEmpty()) {
      // Names that are not there are missing from a header, unless they are those that we give to
      // columns without one.
      return wanted.stream().anyMatch(name -> cells.stream().anyMatch(same(name)))
          || !wanted.stream().allMatch(name -> NUMBERED.matcher(name.strip()).matches());
    }
    int known =
        targets.stream()
            .mapToInt(target -> Suggestion.of(target, cells).columns().size())
            .max()
            .orElse(0);
    return known >= 2 || cells.stream().noneMatch(HeaderGuess::looksLikeData);
  }

  private static Predicate<String> same(String name) {
    return cell -> cell.strip().equalsIgnoreCase(name.strip());
  }

  private static boolean looksLikeData(String cell) {
    String text = cell.strip();
    return text.isEmpty() || text.contains("@") || text.matches("[+-]?[\\d.,:/ -]*\\d[\\d.,:/ -]*");
  }
}
