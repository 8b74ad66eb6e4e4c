package dev.meanwhile.apps.errands.dataimport.target;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of a target.
///
/// @param name as in the mapping and in the table, for example `postal_code`
/// @param title as people read it
/// @param required whether every row must have it
/// @param aliases other words that a file may use for it
public record Field(
    String name, String title, boolean required, List<String> aliases, FieldRule rule) {

  static Field optional(String name, String title, FieldRule rule, String... aliases) {
    return new Field(name, title, false, List.of(aliases), rule);
  }

  static Field required(String name, String title, FieldRule rule, String... aliases) {
    return new Field(name, title, true, List.of(aliases), rule);
  }

  /// The value in a cell; null when the cell is blank.
  ///
  /// @throws BadValue when it does not fit, or is missing
  @Nullable Object read(@Nullable String cell) {
    String text = cell == null ? "" : FormulaShield.off(cell.strip()).strip();
    if (text.isEmpty()) {
      if (required) {
        throw new BadValue(title + " is missing");
      }
      return null;
    }
    try {
      return rule.read(text);
    } catch (BadValue bad) {
      throw new BadValue("%s '%s' %s".formatted(title, Excerpt.of(text), bad.getMessage()));
    }
  }
}
