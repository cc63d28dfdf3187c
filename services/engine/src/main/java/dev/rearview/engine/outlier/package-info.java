/**
 * What is unusual about how often something happens: a message's template, a service, any group.
 *
 * <p>Start at {@link dev.rearview.engine.outlier.RateSeries}: it counts by stretches of time, in
 * bounded memory, and merges with those of other nodes; {@link
 * dev.rearview.engine.outlier.RateOutliers} compares each stretch with the usual count. The
 * aggregates {@code outlier(1 minute)} and {@code outliers(1 minute)} are made of them.
 */
@NullMarked
package dev.rearview.engine.outlier;

import org.jspecify.annotations.NullMarked;
