package dev.meanwhile.server.problem;

import dev.meanwhile.engine.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/// Writes refusals as answers.
public final class Problems {
  public static final String CONTENT_TYPE = "application/problem+json";

  private Problems() {}

  /// The sentences for whatever a request ended with.
  public static Refusal refusal(HttpServletRequest request, Throwable failure) {
    return Translator.translate(request, failure);
  }

  /// The body of the answer, in UTF-8.
  public static byte[] json(Refusal refusal, String requestId) {
    return Json.mapper().writeValueAsBytes(Problem.of(refusal, requestId));
  }

  /// Answers with the problem, whatever the request said it accepts.
  public static void write(
      HttpServletRequest request, HttpServletResponse response, Refusal refusal)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    response.resetBuffer();
    boolean table = TableProblem.isWanted(request);
    byte[] body =
        table
            ? TableProblem.json(refusal, RequestId.of(request))
            : json(refusal, RequestId.of(request));
    response.setStatus(refusal.status());
    refusal.headers().forEach(response::setHeader);
    response.setHeader("Content-Type", table ? TableProblem.CONTENT_TYPE : CONTENT_TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
