/**
 * Configuration, start and stop, health and metrics.
 *
 * <p>Start reading at {@link dev.rearview.replay.wiring.ReplayLifecycle}, which builds the service
 * from {@link dev.rearview.replay.wiring.ReplayConfig}; the package {@code api} answers through it.
 */
@NullMarked
package dev.rearview.replay.wiring;

import org.jspecify.annotations.NullMarked;
