package dev.rearview.bench.measure;

import java.util.Arrays;
import java.util.List;

/** The quartiles of a few measurements, interpolated linearly between neighbours. */
public record Quartiles(double lower, double median, double upper) {

  /**
   * @throws IllegalArgumentException where there are none
   */
  public static Quartiles of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("quartiles of nothing");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
  }

  private static double at(double[] sorted, double quantile) {
    double place = quantile * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
