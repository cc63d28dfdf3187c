/**
 * Configuration, start and stop, health and metrics.
 *
 * <p>Start reading at {@link dev.rearview.prediction.wiring.PredictionLifecycle}, which starts the
 * topology with what {@link dev.rearview.prediction.wiring.PredictionConfig} says; the package
 * {@code api} answers through it.
 */
@NullMarked
package dev.rearview.prediction.wiring;

import org.jspecify.annotations.NullMarked;
