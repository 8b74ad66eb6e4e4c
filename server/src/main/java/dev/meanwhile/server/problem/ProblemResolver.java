package dev.meanwhile.server.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/// Answers every exception that leaves a controller.
@Component
public final class ProblemResolver implements HandlerExceptionResolver {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemResolver.class);

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    Refusal refusal = Translator.translate(request, failure);
    if (refusal.status() == 500) {
      LOG.error(
          "{} {} failed", request.getMethod(), Harmless.line(request.getRequestURI()), failure);
    } else if (refusal.status() > 500) {
      LOG.warn("{}: {}", Harmless.line(request.getRequestURI()), refusal.detail());
    }
    try {
      if (refusal.status() == 413) {
        response.setHeader("Connection", "close");
        Problems.write(request, response, refusal);
        Drain.after(request, response);
      } else {
        Problems.write(request, response, refusal);
      }
    } catch (IOException gone) {
      LOG.debug("The sender left before it was answered", gone);
    }
    return new ModelAndView();
  }
}
