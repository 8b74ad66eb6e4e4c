package dev.meanwhile.server.problem;

import dev.meanwhile.engine.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The body of an error answer below `/rest/v1`, as PostgREST's clients read it.
///
/// @param message what failed and why; the only field that many of them show
/// @param hint what to do
record TableProblem(String code, String message, @Nullable String details, String hint) {
  static final String CONTENT_TYPE = "application/json; charset=utf-8";

  private static final String BEGINNING = "/rest/v1";
  private static final Pattern CODE = Pattern.compile("PGRST[0-9]{3}|[0-9A-Z]{5}");

  static boolean isWanted(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals(BEGINNING) || path.startsWith(BEGINNING + "/");
  }

  static byte[] json(Refusal refusal, String requestId) {
    String details =
        refusal.errors().stream().map(FieldError::message).collect(Collectors.joining(" "));
    String hint =
        refusal.status() < 500 ? refusal.advice() : refusal.advice() + " Request id: " + requestId;
    return Json.mapper()
        .writeValueAsBytes(
            new TableProblem(
                code(refusal),
                refusal.title() + " " + refusal.detail(),
                details.isEmpty() || details.equals(refusal.detail()) ? null : details,
                hint));
  }

  private static String code(Refusal refusal) {
    if (CODE.matcher(refusal.slug()).matches()) {
      return refusal.slug();
    }
    return switch (refusal.status()) {
      case 401 -> "PGRST301";
      case 403 -> "42501";
      case 404 -> "PGRST125";
      case 405 -> "PGRST117";
      case 406 -> "PGRST107";
      case 503 -> "PGRST001";
      case 500 -> "PGRST000";
      default -> "PGRST102";
    };
  }
}
