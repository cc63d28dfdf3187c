/**
 * What an error goes back to: goes from symptoms to all that may have caused them, and ranks it.
 *
 * <p>Start reading at {@link dev.rearview.causality.rootcause.RootCauseFinder}; {@link
 * dev.rearview.causality.rootcause.Ranking} says how candidates are weighed.
 */
@NullMarked
package dev.rearview.causality.rootcause;

import org.jspecify.annotations.NullMarked;
