package dev.meanwhile.server.start;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says that somebody else listens where we would.
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class TakenPort extends AbstractFailureAnalyzer<PortInUseException> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, PortInUseException taken) {
    return new FailureAnalysis(
        "Port %d is taken by another program.".formatted(taken.getPort()),
        "Stop that program, or choose another port with MEANWHILE_PORT.",
        failure);
  }
}
