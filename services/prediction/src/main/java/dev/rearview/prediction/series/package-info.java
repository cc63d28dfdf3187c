/**
 * Each component's numbers in buckets of one minute of event time.
 *
 * <p>Start reading at {@link dev.rearview.prediction.series.SeriesLog}; {@code topology} keeps what
 * it answers with. {@code forecast} and {@code outcome} read it.
 */
@NullMarked
package dev.rearview.prediction.series;

import org.jspecify.annotations.NullMarked;
