package dev.meanwhile.server.start;

import java.net.BindException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/// Says that the address to listen on is not one of this machine, or not for us.
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class ForeignAddress extends AbstractFailureAnalyzer<BindException> {
  private final Environment environment;

  ForeignAddress(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(Throwable failure, BindException refused) {
    return new FailureAnalysis(
        "This machine does not let Meanwhile listen on %s:%s."
            .formatted(
                environment.getProperty("meanwhile.address", "127.0.0.1"),
                environment.getProperty("meanwhile.port", "8080")),
        "Set MEANWHILE_ADDRESS to 127.0.0.1 for this machine only, or to 0.0.0.0 for every"
            + " network, and MEANWHILE_PORT to a port above 1023.",
        failure);
  }
}
