package dev.rearview.causality.anomaly;

import java.util.Arrays;

/**
 * What is usual: the last values of a series, told by their median and their median absolute
 * deviation, so that a few odd ones do not matter.
 */
final class Baseline {
  /** How many values are kept: an hour of buckets of 30 seconds. */
  static final int SIZE = 120;

  /** Makes the median absolute deviation of normal noise its standard deviation. */
  private static final double CONSISTENT = 1.4826;

  private final double[] values;
  private int count;
  private int next;

  Baseline() {
    this(new double[0]);
  }

  /** With these values, oldest first; at most {@link #SIZE}. */
  Baseline(double[] oldestFirst) {
    values = new double[SIZE];
    for (double value : oldestFirst) {
      add(value);
    }
  }

  void add(double value) {
    values[next] = value;
    next = (next + 1) % SIZE;
    count = Math.min(count + 1, SIZE);
  }

  int count() {
    return count;
  }

  double[] oldestFirst() {
    double[] copy = new double[count];
    for (int i = 0; i < count; i++) {
      copy[i] = values[(next - count + i + SIZE) % SIZE];
    }
    return copy;
  }

  double median() {
    return median(oldestFirst());
  }

  /** Robust standard deviation; 0 where more than half of the values are equal. */
  double spread() {
    double[] copy = oldestFirst();
    double median = median(copy.clone());
    for (int i = 0; i < copy.length; i++) {
      copy[i] = Math.abs(copy[i] - median);
    }
    return CONSISTENT * median(copy);
  }

  private static double median(double[] copy) {
    if (copy.length == 0) {
      return 0;
    }
    Arrays.sort(copy);
    int middle = copy.length / 2;
    return copy.length % 2 == 1 ? copy[middle] : (copy[middle - 1] + copy[middle]) / 2;
  }
}
