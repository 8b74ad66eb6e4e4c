package dev.meanwhile.apps.errands.dataimport.target;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A row that fits its target.
///
/// @param line where it stands in the source; unique within one import
/// @param values one for each field of the target, in their order
public record Entry(long line, List<@Nullable Object> values) {

  public Entry {
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }
}
