package dev.meanwhile.apps.desk.list;

import dev.meanwhile.engine.Json;
import dev.meanwhile.server.problem.Refusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Where the next page of a list begins, in a form that nobody is tempted to build by hand.
public final class Cursor {
  private Cursor() {}

  public static String write(String... parts) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Json.write(parts).getBytes(StandardCharsets.UTF_8));
  }

  /// @return null when there is none
  public static @Nullable List<String> read(@Nullable String cursor, int parts) {
    if (cursor == null || cursor.isEmpty()) {
      return null;
    }
    try {
      var json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] read = Json.read(json, String[].class);
      if (read.length == parts
          && List.of(read).stream().noneMatch(part -> part.indexOf('\0') >= 0)) {
        return List.of(read);
      }
    } catch (IllegalArgumentException | NullPointerException | JacksonException _) {
      // told below
    }
    throw refused();
  }

  /// For parts that cannot be read.
  public static dev.meanwhile.server.problem.Refusal refused() {
    return Refusals.badParameter(
        "?cursor", "The cursor is not one of ours; take 'next_cursor' of the page before.");
  }
}
