package dev.rearview.prediction.outcome;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.moment.Mean;
import org.hipparchus.stat.descriptive.moment.StandardDeviation;

/** Where the next value of a sample lies with 80 %: Student's prediction interval. */
record Interval(double mean, double low, double high) {
  private static final double UPPER = 0.9;

  /** From at least two values. */
  static Interval of(double[] sample) {
    int n = sample.length;
    double mean = new Mean().evaluate(sample);
    double deviation = new StandardDeviation().evaluate(sample);
    double t = new TDistribution(n - 1.0).inverseCumulativeProbability(UPPER);
    double half = t * deviation * Math.sqrt(1 + 1.0 / n);
    return new Interval(mean, mean - half, mean + half);
  }

  boolean holds(double value) {
    return value >= low && value <= high;
  }

  /** How often the interval made from the others holds each one; from at least three values. */
  static int heldOut(double[] sample) {
    int held = 0;
    for (int i = 0; i < sample.length; i++) {
      double[] others = Arrays.copyOf(sample, sample.length - 1);
      System.arraycopy(sample, i + 1, others, i, sample.length - 1 - i);
      held += of(others).holds(sample[i]) ? 1 : 0;
    }
    return held;
  }
}
