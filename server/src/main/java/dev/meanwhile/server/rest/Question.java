package dev.meanwhile.server.rest;

import dev.meanwhile.server.rest.Condition.Group;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the part of an address after the question mark asks of a view.
///
/// @param filter all of these conditions
record Question(
    View view, Group filter, List<Selected> selected, List<Sorting> order, Window window) {
  private static final Set<String> WORDS =
      Set.of("select", "order", "limit", "offset", "columns", "on_conflict");

  Question {
    selected = List.copyOf(selected);
    order = List.copyOf(order);
  }

  static Question of(View view, @Nullable String query, @Nullable String range) {
    var conditions = new ArrayList<Condition>();
    Map<String, String> words = new HashMap<>();
    var count = new Filters.Count();
    for (Map.Entry<String, String> parameter : parameters(query)) {
      String key = parameter.getKey();
      if (WORDS.contains(key)) {
        words.put(key, parameter.getValue());
      } else {
        conditions.add(Filters.of(key, parameter.getValue(), count));
      }
    }
    return new Question(
        view,
        new Group(false, false, conditions),
        Selected.of(words.get("select"), view),
        Sorting.of(words.get("order"), view),
        Window.of(words.get("offset"), words.get("limit"), range));
  }

  boolean isFiltered() {
    return !filter.parts().isEmpty();
  }

  private static List<Map.Entry<String, String>> parameters(@Nullable String query) {
    var parameters = new ArrayList<Map.Entry<String, String>>();
    if (query == null) {
      return parameters;
    }
    for (String part : query.split("&", -1)) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        parameters.add(
            Map.entry(
                decoded(equals < 0 ? part : part.substring(0, equals)),
                equals < 0 ? "" : decoded(part.substring(equals + 1))));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      throw Wrong.filter("The part after the question mark is not proper text.");
    }
  }
}
