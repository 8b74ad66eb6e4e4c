package dev.meanwhile.server.start;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Finds our own sentence in whatever Spring wrapped around it.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RefusedStart extends AbstractFailureAnalyzer<StartRefused> {

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, StartRefused refused) {
    return new FailureAnalysis(String.valueOf(refused.getMessage()), refused.advice(), failure);
  }
}
