package dev.meanwhile.server.guard;

import dev.meanwhile.server.problem.Problems;
import dev.meanwhile.server.problem.Refusal;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// Lets pages of allowed web sites use the API and the widgets, and keeps the others from changing
/// anything.
@Component
@Order(4)
final class CrossOrigin implements Filter {
  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String REQUEST_HEADERS =
      "Accept-Profile, apikey, Authorization, Content-Profile, Content-Type, Idempotency-Key,"
          + " If-Match, If-None-Match, Last-Event-ID, Meanwhile-Activity, Prefer, Range, Range-Unit,"
          + " X-Client-Info, X-Request-Id";
  private static final String ANSWER_HEADERS =
      "Content-Range, ETag, Idempotency-Replayed, Location, Preference-Applied, Retry-After, X-Request-Id";

  private final Origins origins;

  CrossOrigin(Origins origins) {
    this.origins = origins;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var question = (HttpServletRequest) request;
    var answer = (HttpServletResponse) response;
    boolean preflight = shared(question) && greet(question, answer);
    if (preflight) {
      answer.setStatus(204);
    } else if (origins.forged(question)) {
      Problems.write(question, answer, forgery());
    } else {
      chain.doFilter(request, response);
    }
  }

  /// Names the allowed origin in the answer.
  ///
  /// @return whether the request was only the browser asking for permission
  private boolean greet(HttpServletRequest request, HttpServletResponse response) {
    String origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    boolean preflight =
        request.getMethod().equals("OPTIONS")
            && origin != null
            && request.getHeader("Access-Control-Request-Method") != null;
    if (origins.allows(origin)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", ANSWER_HEADERS);
      if (preflight) {
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
        response.setHeader("Access-Control-Max-Age", "600");
      }
    }
    return preflight;
  }

  private static boolean shared(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith("/api/")
        || path.startsWith("/rest/v1/")
        || path.equals("/meanwhile.js")
        || path.equals("/meanwhile.esm.js");
  }

  private static Refusal forgery() {
    return new Refusal(
        403,
        "foreign-origin",
        "The request was refused.",
        "It comes from a page of another web site.",
        "The operator can allow that site with MEANWHILE_CORS_ORIGINS.");
  }
}
