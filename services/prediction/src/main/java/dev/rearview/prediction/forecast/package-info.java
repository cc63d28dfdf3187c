/**
 * Forecasts of one series: simple models that are tried on the series' own past, and intervals as
 * wide as the errors they made there.
 *
 * <p>Start reading at {@link dev.rearview.prediction.forecast.Forecaster}; {@link
 * dev.rearview.prediction.forecast.Forecasts} answers for components.
 */
@NullMarked
package dev.rearview.prediction.forecast;

import org.jspecify.annotations.NullMarked;
