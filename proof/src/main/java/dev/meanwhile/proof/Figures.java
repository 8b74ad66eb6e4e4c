package dev.meanwhile.proof;

import java.util.Arrays;

/// Times that were measured, sorted.
public final class Figures {
  private final long[] nanos;

  public Figures(long[] nanos) {
    this.nanos = nanos.clone();
    Arrays.sort(this.nanos);
  }

  public int size() {
    return nanos.length;
  }

  /// The time that this share of the measurements stayed within, in milliseconds.
  public double percentile(double share) {
    int place = (int) Math.ceil(share * nanos.length) - 1;
    return nanos[Math.clamp(place, 0, nanos.length - 1)] / 1e6;
  }

  /// The figure in the middle.
  public static double median(double[] figures) {
    var sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  public static double least(double[] figures) {
    return Arrays.stream(figures).min().orElseThrow();
  }

  public static double most(double[] figures) {
    return Arrays.stream(figures).max().orElseThrow();
  }
}
