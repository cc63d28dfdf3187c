package dev.rearview.causality.anomaly;

import java.time.Duration;

/**
 * How the detector judges.
 *
 * @param bucket width of a bucket of event time, 1 second to 1 hour
 * @param lateness how long a bucket stays open for late events, 0 to 1 hour
 * @param warmUp buckets that a series must have before it is judged, at least 10
 * @param openScore robust deviations from the usual at which a bucket is hot
 * @param closeScore deviations under which a bucket is calm again, below {@code openScore}
 * @param hotBuckets hot buckets in a row that open an anomaly, at least 1
 * @param calmBuckets calm buckets in a row that close it, at least 1
 * @param quiet how long after an anomaly another one at the same component raises no alert of its
 *     own
 * @param maxMetrics metrics of a component that are watched, 1 to 1,000; further ones are not
 */
public record DetectorSettings(
    Duration bucket,
    Duration lateness,
    int warmUp,
    double openScore,
    double closeScore,
    int hotBuckets,
    int calmBuckets,
    Duration quiet,
    int maxMetrics) {

  public DetectorSettings {
    require(
        bucket.toMillis() >= 1_000 && bucket.toHours() <= 1,
        "a bucket is 1 second to 1 hour wide, not " + bucket);
    require(
        !lateness.isNegative() && lateness.toHours() <= 1,
        "lateness is 0 to 1 hour, not " + lateness);
    require(
        warmUp >= 10 && warmUp <= Baseline.SIZE,
        "the warm-up is 10 to %d buckets, not %d".formatted(Baseline.SIZE, warmUp));
    require(
        closeScore > 0 && closeScore < openScore,
        "the score that closes (%s) is above 0 and below the one that opens (%s)"
            .formatted(closeScore, openScore));
    require(hotBuckets >= 1 && calmBuckets >= 1, "at least one bucket opens and closes");
    require(maxMetrics >= 1 && maxMetrics <= 1_000, "1 to 1,000 metrics, not " + maxMetrics);
  }

  /** Buckets of 30 seconds, judged after 10 minutes, against the last hour. */
  public static DetectorSettings defaults() {
    return new DetectorSettings(
        Duration.ofSeconds(30), Duration.ofSeconds(30), 20, 6, 3, 2, 4, Duration.ofMinutes(5), 32);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
