package dev.meanwhile.apps.errands.dataimport.target;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that an import can fill. A request names it; which table stands behind, nobody needs
/// to know.
public interface ImportTarget {

  /// For example `contacts`.
  String name();

  /// For example "Contacts".
  String title();

  List<Field> fields();

  /// What a mapping of these fields lacks, as a sentence; null when it will do.
  @Nullable String lacks(Set<String> mapped);

  /// What speaks against a row whose fields fit one by one; null when nothing does.
  @Nullable String objection(Map<String, Object> values);

  /// Writes rows on the caller's connection. A line that is there already is an error.
  void insert(Connection connection, UUID task, List<Entry> entries) throws SQLException;

  /// What an import wrote, by line, after a line.
  List<Map<String, @Nullable Object>> rows(UUID task, long afterLine, int limit);
}
