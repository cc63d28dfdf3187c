/**
 * A simple and honest detector: what each component does in a bucket of event time, against what it
 * did in the hour before.
 *
 * <p>Start reading at {@link dev.rearview.causality.anomaly.Detector}; {@link
 * dev.rearview.causality.anomaly.SeriesWatch} decides. Findings go on to {@code alert} and to the
 * topic of anomalies.
 */
@NullMarked
package dev.rearview.causality.anomaly;

import org.jspecify.annotations.NullMarked;
