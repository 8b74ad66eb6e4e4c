package dev.meanwhile.apps.errands.dataimport.target;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a row fits a target.
public sealed interface Verdict {

  /// It does.
  record Fits(Entry entry) implements Verdict {}

  /// It does not, for this reason.
  record Refused(String reason) implements Verdict {}

  /// Judges the cells of a row, one for each field of the target.
  static Verdict on(ImportTarget target, long line, List<@Nullable String> cells) {
    var values = new ArrayList<@Nullable Object>();
    Map<String, Object> named = new HashMap<>();
    try {
      for (int i = 0; i < cells.size(); i++) {
        Field field = target.fields().get(i);
        Object value = field.read(cells.get(i));
        values.add(value);
        if (value != null) {
          named.put(field.name(), value);
        }
      }
    } catch (BadValue bad) {
      return new Refused(String.valueOf(bad.getMessage()));
    }
    String objection = target.objection(named);
    return objection == null ? new Fits(new Entry(line, values)) : new Refused(objection);
  }
}
