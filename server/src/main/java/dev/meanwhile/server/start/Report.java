package dev.meanwhile.server.start;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/// Tells a failed start in one line on standard error.
final class Report implements FailureAnalysisReporter {

  @Override
  public void report(FailureAnalysis analysis) {
    String advice = analysis.getAction();
    System.err.println(
        "Meanwhile did not start. "
            + analysis.getDescription()
            + (advice == null ? "" : " " + advice));
  }
}
