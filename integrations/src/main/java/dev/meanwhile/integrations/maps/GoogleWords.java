package dev.meanwhile.integrations.maps;

import dev.meanwhile.integrations.Trouble;
import dev.meanwhile.integrations.http.Answer;
import dev.meanwhile.integrations.http.Complaint;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How the interfaces of Google word what is wrong.
///
/// https://cloud.google.com/apis/design/errors
final class GoogleWords {
  private GoogleWords() {}

  static Complaint complaint(Answer answer, JsonNode body) {
    JsonNode error = error(body);
    Complaint usual =
        Complaint.usual(answer.status(), error.path("message").stringValueOpt().orElse(null));
    String reason = reason(error);
    if (reason != null && (reason.startsWith("API_KEY") || reason.endsWith("_DISABLED"))) {
      return new Complaint(Trouble.REFUSED, usual.words());
    }
    if (usual.trouble() == Trouble.BUSY && daily(error)) {
      return new Complaint(Trouble.SPENT, usual.words());
    }
    return usual;
  }

  /// A method that streams wraps its error into a list.
  static JsonNode error(JsonNode body) {
    if (body.isArray()) {
      for (JsonNode one : body) {
        if (one.has("error")) {
          return one.path("error");
        }
      }
    }
    return body.path("error");
  }

  private static @Nullable String reason(JsonNode error) {
    for (JsonNode detail : error.path("details")) {
      String reason = detail.path("reason").stringValueOpt().orElse(null);
      if (reason != null) {
        return reason;
      }
    }
    return null;
  }

  private static boolean daily(JsonNode error) {
    return error.toString().toLowerCase(Locale.ROOT).matches("(?s).*per.?day.*");
  }
}
