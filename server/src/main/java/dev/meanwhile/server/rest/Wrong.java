package dev.meanwhile.server.rest;

import dev.meanwhile.server.problem.Refusal;

/// The refusals of this package; the codes are those that PostgREST's clients know.
final class Wrong {
  static final String NOT_UNDERSTOOD = "The request was not understood.";

  private Wrong() {}

  static Refusal query(String code, String why, String advice) {
    return new Refusal(400, code, NOT_UNDERSTOOD, why, advice);
  }

  /// A filter, list of columns or order that cannot be read.
  static Refusal filter(String why) {
    return query(
        "PGRST100", why, "docs/reference/rest.md shows the filters: column=eq.value, and so on.");
  }

  static Refusal column(View view, String column) {
    return query(
        "42703",
        "There is no column '%s' in %s.".formatted(shortened(column), view.name()),
        "Its columns are: %s.".formatted(view.columnNames()));
  }

  static Refusal body(String why) {
    return query("PGRST102", why, "Send a JSON object, or an array of them; nothing was done.");
  }

  /// What somebody typed, as far as it is worth repeating.
  static String shortened(String text) {
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= 60 ? line : line.substring(0, 60) + "…";
  }
}
