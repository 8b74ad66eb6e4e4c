package dev.meanwhile.server.audit;

import dev.meanwhile.server.problem.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Where a deed came from; empty when no request did it.
record Origin(@Nullable String address, @Nullable String agent, @Nullable String requestId) {
  private static final int LONGEST_AGENT = 300;

  /// Of the request that this thread answers.
  static Origin ofRequest() {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes known) {
      HttpServletRequest request = known.getRequest();
      return new Origin(request.getRemoteAddr(), agent(request), RequestId.of(request));
    }
    return new Origin(null, null, null);
  }

  private static @Nullable String agent(HttpServletRequest request) {
    String agent = request.getHeader("User-Agent");
    return agent == null
        ? null
        : agent.substring(0, Math.min(agent.length(), LONGEST_AGENT)).replaceAll("\\p{Cntrl}", "?");
  }
}
