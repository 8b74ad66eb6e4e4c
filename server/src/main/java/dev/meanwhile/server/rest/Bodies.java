package dev.meanwhile.server.rest;

import dev.meanwhile.server.json.StrictJson;
import dev.meanwhile.server.problem.Refusal;
import dev.meanwhile.server.problem.Refusals;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads what a request brings.
final class Bodies {
  private Bodies() {}

  static byte[] read(HttpServletRequest request) throws IOException {
    byte[] body =
        request.getContentLengthLong() > StrictJson.LIMIT
            ? new byte[StrictJson.LIMIT + 1]
            : request.getInputStream().readNBytes(StrictJson.LIMIT + 1);
    if (body.length > StrictJson.LIMIT) {
      throw Refusals.tooLarge(
          "The request was not read.", "Its body is larger than 1 MiB.", "Send fewer rows.");
    }
    if (body.length > 0 && !isJson(request.getContentType())) {
      throw new Refusal(
          415,
          "PGRST102",
          Wrong.NOT_UNDERSTOOD,
          "It does not say that its body is JSON.",
          "Send JSON with the header 'Content-Type: application/json'.");
    }
    return body;
  }

  private static boolean isJson(@Nullable String contentType) {
    String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
    return type.equalsIgnoreCase("application/json") || type.equalsIgnoreCase(Wishes.OBJECT);
  }
}
