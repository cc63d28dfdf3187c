package dev.rearview.prediction.forecast;

import dev.rearview.prediction.series.Buckets;
import java.util.Arrays;

/**
 * The part of a series that a forecast can rest on: short gaps are bridged by the value before
 * them, and what lies before a long one is left out.
 *
 * @param values finite, oldest first, the last one ends where the forecast begins
 * @param stepMinutes minutes of each value
 * @param silentMinutes how long nothing had been reported at the end; then there are no values
 */
record History(double[] values, int stepMinutes, int silentMinutes) {
  private static final int MAX_GAP = 10;
  private static final int MAX_POINTS = 60;

  /** Minutes of each point, so that a horizon has at most {@link #MAX_POINTS}. */
  static int stepMinutes(int horizonMinutes) {
    return Math.max(1, Math.ceilDiv(horizonMinutes, MAX_POINTS));
  }

  static History of(Buckets buckets, int stepMinutes) {
    double[] minutes = buckets.values().clone();
    int gap = 0;
    int begin = minutes.length;
    for (int i = 0; i < minutes.length; i++) {
      boolean none = Double.isNaN(minutes[i]);
      gap = none ? gap + 1 : 0;
      if (none && (begin == minutes.length || gap > MAX_GAP)) {
        begin = minutes.length;
      } else if (none) {
        minutes[i] = minutes[i - 1];
      } else if (begin == minutes.length) {
        begin = i;
      }
    }
    if (gap > MAX_GAP) {
      return new History(new double[0], stepMinutes, gap);
    }
    return new History(
        means(Arrays.copyOfRange(minutes, begin, minutes.length), stepMinutes), stepMinutes, 0);
  }

  /** Means of so many minutes each, counted from the end. */
  private static double[] means(double[] minutes, int stepMinutes) {
    double[] means = new double[minutes.length / stepMinutes];
    int skipped = minutes.length - means.length * stepMinutes;
    for (int i = 0; i < means.length; i++) {
      int from = skipped + i * stepMinutes;
      means[i] = Arrays.stream(minutes, from, from + stepMinutes).average().orElse(0);
    }
    return means;
  }
}
