package dev.meanwhile.server.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The word by which a person finds a request again in the logs: in every answer, every problem and
/// every log line.
public final class RequestId {
  public static final String HEADER = "X-Request-Id";
  private static final String ATTRIBUTE = RequestId.class.getName();
  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /// The request's id: the one its sender chose if it is harmless, else a new one.
  public static String of(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    String id = chosenOr(request.getHeader(HEADER));
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  /// What the sender chose if it is harmless, else a new one.
  public static String chosenOr(@Nullable String chosen) {
    return chosen != null && HARMLESS.matcher(chosen).matches()
        ? chosen
        : UUID.randomUUID().toString();
  }
}
