package dev.rearview.prediction.series;

/**
 * A stretch of a series, one value a minute.
 *
 * @param fromMs start of the first bucket, a whole minute
 * @param values NaN where nothing was reported
 */
public record Buckets(long fromMs, double[] values) {
  public static final long MINUTE_MS = 60_000;

  /** Mean of what was reported; NaN where nothing was. */
  public double mean() {
    double sum = 0;
    int count = 0;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        sum += value;
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /** The whole minute at or before that time. */
  public static long floor(long ms) {
    return Math.floorDiv(ms, MINUTE_MS) * MINUTE_MS;
  }
}
