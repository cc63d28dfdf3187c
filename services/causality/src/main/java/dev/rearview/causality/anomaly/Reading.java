package dev.rearview.causality.anomaly;

import java.util.List;

/**
 * A series' value in one closed bucket.
 *
 * @param serious whether it rests on enough to be judged at all
 * @param samples events of it, the most telling first, at most {@link Bucket#MAX_SAMPLES}
 */
record Reading(
    String metric, long startMs, long endMs, double value, boolean serious, List<Sample> samples) {}
