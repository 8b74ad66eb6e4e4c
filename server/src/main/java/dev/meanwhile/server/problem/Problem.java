package dev.meanwhile.server.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// The body of every error answer: RFC 9457, with advice and a request id added.
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(
    String type,
    String title,
    int status,
    String detail,
    String advice,
    String requestId,
    List<FieldError> errors) {
  private static final String TYPES = "https://meanwhile.dev/problems/";

  static Problem of(Refusal refusal, String requestId) {
    return new Problem(
        TYPES + refusal.slug(),
        refusal.title(),
        refusal.status(),
        refusal.detail(),
        refusal.advice(),
        requestId,
        refusal.errors());
  }
}
