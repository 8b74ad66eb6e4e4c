package dev.meanwhile.server.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a request would like of its answer: the headers `Prefer` and `Accept`.
///
/// @param rows whether a change shall be answered with the rows as they are then
/// @param total whether all rows that fit shall be counted
/// @param single whether exactly one row is expected, and shown without an array around it
/// @param applied those preferences that count
record Wishes(boolean rows, boolean total, boolean single, List<String> applied) {
  static final String OBJECT = "application/vnd.pgrst.object+json";

  Wishes {
    applied = List.copyOf(applied);
  }

  static Wishes of(List<String> prefer, @Nullable String accept) {
    boolean rows = false;
    boolean total = false;
    var applied = new ArrayList<String>();
    for (String line : prefer) {
      for (String one : line.split(",", -1)) {
        String wish = one.strip().toLowerCase(Locale.ROOT);
        switch (wish) {
          case "return=representation" -> {
            rows = true;
            applied.add(wish);
          }
          case "return=minimal" -> applied.add(wish);
          case "count=exact", "count=planned", "count=estimated" -> {
            total = true;
            applied.add("count=exact");
          }
          case "resolution=merge-duplicates", "resolution=ignore-duplicates" ->
              throw Wrong.query(
                  "PGRST100",
                  "A task is created once: '%s' is not offered.".formatted(wish),
                  "Create with POST, and change with PATCH.");
          default -> {
            // A preference that is not known is no error (RFC 7240).
          }
        }
      }
    }
    boolean single = accept != null && accept.contains(OBJECT);
    if (accept != null && accept.contains("text/csv")) {
      throw new dev.meanwhile.server.problem.Refusal(
          406,
          "PGRST107",
          "The request was not answered.",
          "The answer is JSON, but the request wants CSV.",
          "Send 'Accept: application/json'.");
    }
    return new Wishes(rows, total, single, applied);
  }
}
