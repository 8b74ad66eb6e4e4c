package dev.meanwhile.server.rest;

import dev.meanwhile.server.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// Writes answers as PostgREST's clients expect them.
final class Answers {
  private Answers() {}

  static ResponseEntity<byte[]> page(RestDesk.Page page, Window window, Wishes wishes) {
    Long total = page.total();
    if (total != null && window.offset() > total) {
      throw Window.unsatisfiable(
          "It begins behind the last row: there are %,d rows.".formatted(total));
    }
    boolean partial = total != null && page.rows().size() < total;
    return rows(
        partial && !wishes.single() ? 206 : 200,
        page.rows(),
        window.contentRange(page.rows().size(), total),
        wishes);
  }

  static ResponseEntity<byte[]> changed(int status, List<Changed> tasks, Wishes wishes) {
    String range = "*/" + (wishes.total() ? tasks.size() : "*");
    if (!wishes.rows()) {
      return with(ResponseEntity.status(status == 200 ? 204 : status), wishes)
          .header("Content-Range", range)
          .build();
    }
    return rows(status, tasks.stream().map(Changed::row).toList(), range, wishes);
  }

  private static ResponseEntity<byte[]> rows(
      int status, List<String> rows, String range, Wishes wishes) {
    if (wishes.single() && rows.size() != 1) {
      throw notSingle(rows.size());
    }
    String body = wishes.single() ? rows.getFirst() : "[" + String.join(",\n ", rows) + "]";
    return with(ResponseEntity.status(status), wishes)
        .header("Content-Range", range)
        .header(
            "Content-Type",
            (wishes.single() ? Wishes.OBJECT : "application/json") + "; charset=utf-8")
        .body(body.getBytes(StandardCharsets.UTF_8));
  }

  static ResponseEntity<byte[]> json(String body) {
    return ResponseEntity.ok()
        .header("Content-Type", "application/json; charset=utf-8")
        .body(body.getBytes(StandardCharsets.UTF_8));
  }

  /// supabase-js looks for these words: to `maybeSingle()`, no row is no error.
  static Refusal notSingle(int rows) {
    return new Refusal(
            406,
            "PGRST116",
            "Cannot coerce the result to a single JSON object.",
            "One row was asked for; there are %s.".formatted(rows == 0 ? "none" : rows),
            "Ask for a list, or filter by id.")
        .error("", "rows", "The result contains %d rows".formatted(rows));
  }

  private static ResponseEntity.BodyBuilder with(ResponseEntity.BodyBuilder answer, Wishes wishes) {
    @Nullable String applied =
        wishes.applied().isEmpty() ? null : String.join(", ", wishes.applied());
    return applied == null ? answer : answer.header("Preference-Applied", applied);
  }
}
