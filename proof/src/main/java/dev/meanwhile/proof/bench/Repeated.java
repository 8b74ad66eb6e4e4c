package dev.meanwhile.proof.bench;

import dev.meanwhile.proof.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// One figure, measured several times.
final class Repeated {
  private final List<Double> figures = new ArrayList<>();

  static <T> Repeated of(List<T> runs, ToDoubleFunction<T> figure) {
    var all = new Repeated();
    runs.forEach(run -> all.add(figure.applyAsDouble(run)));
    return all;
  }

  void add(double figure) {
    figures.add(figure);
  }

  double median() {
    return Figures.median(array());
  }

  /// Smallest / median / largest.
  String spread(String format) {
    return String.join(
        " / ",
        format.formatted(Figures.least(array())),
        format.formatted(median()),
        format.formatted(Figures.most(array())));
  }

  private double[] array() {
    return figures.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
