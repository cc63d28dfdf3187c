/**
 * Changes: which parts of a component's state were set to what, and which past changes are of the
 * same kind as one that is thought of.
 *
 * <p>Start reading at {@link dev.rearview.prediction.change.Leaves} and {@link
 * dev.rearview.prediction.change.PastChanges}; {@code outcome} looks at what followed them.
 */
@NullMarked
package dev.rearview.prediction.change;

import org.jspecify.annotations.NullMarked;
