package dev.meanwhile.proof;

import java.io.PrintStream;

/// Counts what held and what did not, and prints a line for each.
public final class Tally {
  private final PrintStream out;
  private int passed;
  private int failed;
  private boolean skipped;

  public Tally(PrintStream out) {
    this.out = out;
  }

  /// One promise: printed with its figures, whether it held or not.
  public void check(boolean holds, String promise) {
    if (holds) {
      passed++;
    } else {
      failed++;
    }
    out.printf("%s  %s%n", holds ? "ok    " : "FAILED", promise);
  }

  /// Nothing can be shown on this machine, which is no failure.
  public void skip(String reason) {
    skipped = true;
    out.println("skipped: " + reason);
  }

  /// A figure that is no promise.
  public void say(String sentence) {
    out.println("        " + sentence);
  }

  /// The last line; the exit code says the same.
  int end() {
    out.printf("%d passed, %d failed%n", passed, failed);
    return failed == 0 && (passed > 0 || skipped) ? 0 : 1;
  }
}
