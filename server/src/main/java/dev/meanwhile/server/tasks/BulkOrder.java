package dev.meanwhile.server.tasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of a request that changes many tasks.
///
/// @param action `retry`, `dismiss` or `cancel`
/// @param expected how many the person who asks has seen
/// @param limit refused above so many; null for as many as one change may take
record BulkOrder(
    @Nullable String action,
    @Nullable Chosen filter,
    @Nullable Long expected,
    @Nullable Integer limit,
    @Nullable String reason) {

  /// Which tasks.
  ///
  /// @param type any of these; null or empty for all
  /// @param entity `TYPE:ID` or `TYPE`
  /// @param code the stable word of their failure
  record Chosen(@Nullable List<String> type, @Nullable String entity, @Nullable String code) {

    /// What was chosen, for the audit log.
    Map<String, Object> fields() {
      var fields = new LinkedHashMap<String, Object>();
      if (type != null && !type.isEmpty()) {
        fields.put("type", type);
      }
      if (entity != null) {
        fields.put("entity", entity);
      }
      if (code != null) {
        fields.put("code", code);
      }
      return fields;
    }

    static Chosen of(List<String> types, @Nullable String entity, @Nullable String code) {
      return new Chosen(types, entity, code);
    }
  }
}
