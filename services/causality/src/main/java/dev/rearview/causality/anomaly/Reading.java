package dev.rearview.causality.anomaly;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A series' value in one closed bucket.
 *
 * @param serious whether it rests on enough to be judged at all
 * @param samples events of it, at most {@link Bucket#MAX_SAMPLES}
 * @param lowest the event with the lowest value; where values are counts, the first event
 * @param highest the event with the highest value; where values are counts, the first event
 */
record Reading(
    String metric,
    long startMs,
    long endMs,
    double value,
    boolean serious,
    List<Sample> samples,
    @Nullable Sample lowest,
    @Nullable Sample highest) {

  /** Of counts. */
  static Reading of(
      String metric,
      long startMs,
      long endMs,
      double value,
      boolean serious,
      List<Sample> samples) {
    Sample first = samples.isEmpty() ? null : samples.getFirst();
    return new Reading(metric, startMs, endMs, value, serious, samples, first, first);
  }
}
