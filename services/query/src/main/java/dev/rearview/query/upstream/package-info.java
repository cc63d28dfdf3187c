/**
 * The services that query asks besides the scanners: {@link dev.rearview.query.upstream.History}
 * (replay), {@link dev.rearview.query.upstream.Causes} (causality) and {@link
 * dev.rearview.query.upstream.Forecasts} (prediction). {@code api} speaks to them; {@code
 * statement} asks them.
 */
@NullMarked
package dev.rearview.query.upstream;

import org.jspecify.annotations.NullMarked;
