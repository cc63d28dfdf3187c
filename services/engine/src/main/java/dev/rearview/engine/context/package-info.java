/**
 * The records around each match: {@code CONTEXT 5 BEFORE 10 AFTER}, {@code CONTEXT 30 seconds}.
 *
 * <p>Start at {@link dev.rearview.engine.context.ContextWindows}, which stands between a stream's
 * records and the answer.
 */
@NullMarked
package dev.rearview.engine.context;

import org.jspecify.annotations.NullMarked;
