package dev.rearview.prediction.forecast;

import java.util.ArrayList;
import java.util.List;

/** How a model did on the past of a series, and what it says of the time after it. */
final class Backtest {
  private final Model model;

  /** Error by step (from 0) and origin; origins whose step lies beyond the end are not counted. */
  private final double[][] errors;

  private final int[] counts;
  private final int origins;

  private Backtest(Model model, double[][] errors, int[] counts, int origins) {
    this.model = model;
    this.errors = errors;
    this.counts = counts;
    this.origins = origins;
  }

  static Backtest run(Model model, double[] history, int steps, int firstOrigin, int maxOrigins) {
    int first = Math.max(firstOrigin, history.length - 1 - maxOrigins);
    int origins = history.length - 1 - first;
    double[][] errors = new double[steps][origins];
    int[] counts = new int[steps];
    for (int at = 0; at < history.length; at++) {
      model.observe(history[at]);
      for (int step = 1; at >= first && step <= steps && at + step < history.length; step++) {
        errors[step - 1][counts[step - 1]++] = history[at + step] - model.ahead(step);
      }
    }
    return new Backtest(model, errors, counts, origins);
  }

  /** Mean absolute error over the first two thirds of the origins. */
  double error() {
    double sum = 0;
    int count = 0;
    for (int step = 0; step < errors.length; step++) {
      int until = Math.min(counts[step], calibrated(step));
      for (int i = 0; i < until; i++) {
        sum += Math.abs(errors[step][i]);
        count++;
      }
    }
    return count == 0 ? Double.MAX_VALUE : sum / count;
  }

  private int calibrated(int step) {
    return Math.max(1, (origins - step) * 2 / 3);
  }

  /** How often intervals from the first two thirds hold in the last third. */
  private double coverage() {
    int held = 0;
    int tried = 0;
    for (int step = 0; step < errors.length; step++) {
      int until = Math.min(counts[step], calibrated(step));
      double[] sorted = Forecaster.sorted(errors[step], until);
      for (int i = until; i < counts[step] && sorted.length > 0; i++) {
        double error = errors[step][i];
        tried++;
        held +=
            error >= Forecaster.quantile(sorted, Forecaster.LOW)
                    && error <= Forecaster.quantile(sorted, Forecaster.HIGH)
                ? 1
                : 0;
      }
    }
    return tried == 0 ? 0 : (double) held / tried;
  }

  Forecaster.Forecast forecast(int horizon) {
    List<Forecaster.Step> steps = new ArrayList<>(horizon);
    for (int step = 1; step <= horizon; step++) {
      int tested = Math.min(step, errors.length);
      double[] sorted = Forecaster.sorted(errors[tested - 1], counts[tested - 1]);
      // beyond what could be tried, errors are taken to grow as a random walk's do
      double wider = Math.sqrt((double) step / tested);
      double value = model.ahead(step);
      steps.add(
          new Forecaster.Step(
              value,
              value + Math.min(0, wider * Forecaster.quantile(sorted, Forecaster.LOW)),
              value + Math.max(0, wider * Forecaster.quantile(sorted, Forecaster.HIGH))));
    }
    return new Forecaster.Forecast(steps, coverage());
  }
}
