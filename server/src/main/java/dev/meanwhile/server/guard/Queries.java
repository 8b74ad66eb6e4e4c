package dev.meanwhile.server.guard;

import dev.meanwhile.server.problem.Problems;
import dev.meanwhile.server.problem.Refusals;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/// Refuses query strings that hold what no database keeps: a NUL character, or broken UTF-8.
@Component
@Order(5)
final class Queries implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var question = (HttpServletRequest) request;
    if (clean(question.getQueryString())) {
      chain.doFilter(request, response);
    } else {
      Problems.write(
          question,
          (HttpServletResponse) response,
          Refusals.badParameter("?", "The part after the question mark is not proper text."));
    }
  }

  private static boolean clean(@Nullable String query) {
    if (query == null || query.indexOf('%') < 0) {
      return true;
    }
    try {
      String text = UriUtils.decode(query, "UTF-8");
      return text.indexOf('\0') < 0 && text.indexOf('\uFFFD') < 0;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
