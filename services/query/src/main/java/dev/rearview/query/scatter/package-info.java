/**
 * Scatter: a statement's fragments go to all places that hold records. Start reading at {@link
 * dev.rearview.query.scatter.Scatter}; what comes back is pulled by timeql's merge, which {@code
 * statement} runs.
 */
@NullMarked
package dev.rearview.query.scatter;

import org.jspecify.annotations.NullMarked;
