package dev.meanwhile.server.rest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// By what the rows of an answer are sorted.
record Sorting(Field field, boolean descending, boolean nullsFirst) {
  private static final int MOST = 10;
  private static final Set<String> WORDS = Set.of("asc", "desc", "nullsfirst", "nullslast");

  /// Reads `created_at.desc.nullslast,id`, and adds what makes the order the same each time.
  static List<Sorting> of(@Nullable String list, View view) {
    var sortings = new ArrayList<Sorting>();
    if (list != null && !list.isBlank()) {
      for (String item : list.split(",", -1)) {
        sortings.add(one(item.strip(), view));
      }
    }
    if (sortings.size() > MOST) {
      throw Wrong.filter("'order' names more than %d columns.".formatted(MOST));
    }
    for (String key : view.order()) {
      if (sortings.stream().noneMatch(one -> one.field().equals(whole(key)))) {
        sortings.add(new Sorting(whole(key), false, false));
      }
    }
    return sortings;
  }

  private static Field whole(String column) {
    return new Field(column, List.of(), false);
  }

  private static Sorting one(String text, View view) {
    String[] words = text.split("\\.", -1);
    Field field = Field.of(words[0]);
    field.type(view);
    List<String> how = Arrays.asList(words).subList(1, words.length);
    if (!WORDS.containsAll(how) || how.size() > 2) {
      throw Wrong.filter(
          "'%s' in 'order' is not proper: write column.desc.nullslast."
              .formatted(Wrong.shortened(text)));
    }
    boolean descending = how.contains("desc");
    boolean nullsFirst = how.contains("nullsfirst") || (descending && !how.contains("nullslast"));
    return new Sorting(field, descending, nullsFirst);
  }
}
