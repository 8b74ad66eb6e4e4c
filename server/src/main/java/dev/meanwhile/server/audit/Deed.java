package dev.meanwhile.server.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something that was done to something.
///
/// @param action for example `update_profile`
/// @param entityType for example `user`
/// @param entityId which of them
/// @param details what else is to be known; never a secret
public record Deed(String action, String entityType, String entityId, Map<String, ?> details) {

  public static Deed of(String action, String entityType, Object entityId) {
    return new Deed(action, entityType, entityId.toString(), Map.of());
  }

  public Deed with(Map<String, ?> more) {
    return new Deed(action, entityType, entityId, more);
  }

  /// The fields that differ, each with what it was and what it is.
  public static Map<String, ?> changes(Map<String, ?> before, Map<String, ?> after) {
    var changes = new LinkedHashMap<String, Object>();
    after.forEach((field, now) -> {
      Object was = before.get(field);
      if (!Objects.equals(was, now)) {
        changes.put(field, change(was, now));
      }
    });
    return changes;
  }

  private static Map<String, @Nullable Object> change(@Nullable Object was, @Nullable Object now) {
    var change = new LinkedHashMap<String, @Nullable Object>();
    change.put("before", was);
    change.put("after", now);
    return change;
  }
}
