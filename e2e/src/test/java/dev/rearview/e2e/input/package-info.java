/** Logs of real systems, taken in by {@code up}, against what a few independent lines compute. */
@NullMarked
package dev.rearview.e2e.input;

import org.jspecify.annotations.NullMarked;
