package dev.meanwhile.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of every error answer: RFC 9457, with advice and a request id added.
///
/// @param current how the thing stands that was to be changed; null when that does not matter
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String advice,
    String requestId,
    List<FieldError> errors,
    @Nullable Object current) {
  private static final String TYPES = "https://meanwhile.dev/problems/";

  static Problem of(Refusal refusal, String requestId) {
    return new Problem(
        TYPES + refusal.slug(),
        refusal.title(),
        refusal.status(),
        refusal.detail(),
        refusal.advice(),
        requestId,
        refusal.errors(),
        refusal.current());
  }
}
