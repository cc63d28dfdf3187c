package dev.rearview.prediction.forecast;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * Looks ahead from the end of a series. Each model is run over the past and its forecasts from
 * there are compared with what came: the one with the least mean absolute error in the first two
 * thirds of that is taken; how often its 80 % intervals cover in the last third is the confidence;
 * the intervals of the answer are the errors' own quantiles over all of it.
 */
public final class Forecaster {
  /** Fewer values than this are no ground for a forecast. */
  public static final int MINIMUM = 30;

  static final double LOW = 0.1;
  static final double HIGH = 0.9;

  private static final int MAX_ORIGINS = 240;
  private static final int FIRST_ORIGIN = 10;

  private Forecaster() {}

  /** One step ahead. */
  public record Step(double value, double low, double high) {}

  /**
   * A forecast.
   *
   * @param coverage how often the intervals held in the part of the past that they were not made
   *     from, 0 to 1
   */
  public record Forecast(List<Step> steps, double coverage) {
    public Forecast {
      steps = List.copyOf(steps);
    }
  }

  /**
   * @param history at least {@link #MINIMUM} finite values, oldest first
   * @param stepMinutes minutes between two values
   * @param horizon steps ahead, at least 1
   */
  public static Forecast forecast(double[] history, int stepMinutes, int horizon) {
    if (history.length < MINIMUM) {
      throw new IllegalArgumentException(
          "%d values are less than %d".formatted(history.length, MINIMUM));
    }
    int tested = Math.max(1, Math.min(horizon, history.length / 5));
    Backtest best = null;
    for (Supplier<Model> candidate : Model.candidates(history.length, stepMinutes)) {
      Backtest test = Backtest.run(candidate.get(), history, tested, FIRST_ORIGIN, MAX_ORIGINS);
      if (best == null || test.error() < best.error()) {
        best = test;
      }
    }
    if (best == null) {
      throw new IllegalStateException("there is always a model");
    }
    return best.forecast(horizon);
  }

  /** A sorted array's quantile, on the careful side for small ones. */
  static double quantile(double[] sorted, double level) {
    double position = level * (sorted.length + 1);
    int index = level < 0.5 ? (int) Math.floor(position) - 1 : (int) Math.ceil(position) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)];
  }

  static double[] sorted(double[] values, int count) {
    double[] copy = Arrays.copyOf(values, count);
    Arrays.sort(copy);
    return copy;
  }
}
