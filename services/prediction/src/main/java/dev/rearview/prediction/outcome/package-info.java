/**
 * What a change would do, told from what followed past changes of the same kind.
 *
 * <p>Start reading at {@link dev.rearview.prediction.outcome.Outcomes}.
 */
@NullMarked
package dev.rearview.prediction.outcome;

import org.jspecify.annotations.NullMarked;
