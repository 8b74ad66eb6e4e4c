package dev.meanwhile.server.change;

import dev.meanwhile.engine.ChangeRequest;
import dev.meanwhile.server.problem.Refusal;
import org.jspecify.annotations.Nullable;

/// The body of a request for a change: why somebody wants it.
public record Reason(@Nullable String reason) {

  /// What was said; null when nothing was.
  ///
  /// @param body null when the request had none
  public static @Nullable String of(@Nullable Reason body) {
    return body == null ? null : checked(body.reason());
  }

  /// What was said, for changes that others have to understand later.
  public static String needed(@Nullable Reason body) {
    String said = of(body);
    if (said == null) {
      throw refused("required", "Say why in 'reason', in a few words: people will read it.");
    }
    return said;
  }

  /// @return null when nothing was said
  public static @Nullable String checked(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      return null;
    }
    String said = reason.strip();
    if (said.length() > ChangeRequest.REASON_LIMIT) {
      throw refused(
          "too_long",
          "A reason has at most %d characters, this one %d."
              .formatted(ChangeRequest.REASON_LIMIT, said.length()));
    }
    return said;
  }

  private static Refusal refused(String code, String message) {
    return new Refusal(
            422,
            "bad-reason",
            "Nothing was changed.",
            message,
            "Correct the reason and send it again.")
        .error("/reason", code, message);
  }
}
