package dev.rearview.prediction.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A model that is fed a series value by value and looks ahead from where it is. */
interface Model {
  void observe(double value);

  /** The value so many steps ahead, from 1. */
  double ahead(int step);

  /** Models that a series of this length can be tried on, the simplest first. */
  static List<Supplier<Model>> candidates(int length, int stepMinutes) {
    List<Supplier<Model>> all = new ArrayList<>();
    all.add(LastValue::new);
    all.add(() -> new Holt(0.3, 0, 1));
    all.add(() -> new Holt(0.1, 0, 1));
    all.add(() -> new Holt(0.03, 0, 1));
    for (double alpha : new double[] {0.2, 0.5, 0.8}) {
      for (double beta : new double[] {0.05, 0.2}) {
        all.add(() -> new Holt(alpha, beta, 0.9));
        all.add(() -> new Holt(alpha, beta, 0.98));
      }
    }
    for (int minutes : new int[] {60, 1_440}) {
      int period = minutes / stepMinutes;
      if (minutes % stepMinutes == 0 && period > 1 && length >= 3 * period) {
        all.add(() -> new SeasonalNaive(period));
      }
    }
    return all;
  }

  /** Tomorrow is as today. */
  final class LastValue implements Model {
    private double last;

    @Override
    public void observe(double value) {
      last = value;
    }

    @Override
    public double ahead(int step) {
      return last;
    }
  }

  /**
   * Holt's linear trend, damped (Gardner and McKenzie 1985); with {@code beta} 0 simple exponential
   * smoothing.
   */
  final class Holt implements Model {
    private final double alpha;
    private final double beta;
    private final double phi;
    private double level = Double.NaN;
    private double trend;

    Holt(double alpha, double beta, double phi) {
      this.alpha = alpha;
      this.beta = beta;
      this.phi = phi;
    }

    @Override
    public void observe(double value) {
      if (Double.isNaN(level)) {
        level = value;
        return;
      }
      double before = level;
      double expected = level + phi * trend;
      level = expected + alpha * (value - expected);
      trend = beta == 0 ? 0 : beta * (level - before) + (1 - beta) * phi * trend;
    }

    @Override
    public double ahead(int step) {
      double sum = phi == 1 ? step : phi * (1 - Math.pow(phi, step)) / (1 - phi);
      return level + (beta == 0 ? 0 : sum * trend);
    }
  }

  /** As a period ago. */
  final class SeasonalNaive implements Model {
    private final double[] period;
    private int next;

    SeasonalNaive(int length) {
      period = new double[length];
    }

    @Override
    public void observe(double value) {
      period[next] = value;
      next = (next + 1) % period.length;
    }

    @Override
    public double ahead(int step) {
      return period[(next + step - 1) % period.length];
    }
  }
}
