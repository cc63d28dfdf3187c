/**
 * Configuration, start and stop, health and metrics.
 *
 * <p>Start reading at {@link dev.rearview.causality.wiring.CausalityLifecycle}, which starts the
 * topology with what {@link dev.rearview.causality.wiring.CausalityConfig} says; the package {@code
 * api} answers through it.
 */
@NullMarked
package dev.rearview.causality.wiring;

import org.jspecify.annotations.NullMarked;
