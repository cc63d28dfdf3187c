/** Forecasts and outcomes of changes. */
@NullMarked
package dev.rearview.prediction;

import org.jspecify.annotations.NullMarked;
