package dev.meanwhile.apps.desk.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextCursor of the page behind it; null on the last
/// @param totalEstimate how many there are on all pages, counted up to 10,000; only on the first
///   page
public record Page<T>(List<T> items, @Nullable String nextCursor, @Nullable Long totalEstimate) {
  public Page {
    items = List.copyOf(items);
  }

  /// A list that fits on one page.
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, null, (long) items.size());
  }
}
