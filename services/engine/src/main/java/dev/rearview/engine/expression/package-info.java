/**
 * Resolved expressions: what a filter or a column computes from a record.
 *
 * <p>Start at {@link dev.rearview.engine.expression.Expression}. Names were resolved and values
 * converted before (in timeql); here everything is checked and is only evaluated, by three-valued
 * logic.
 */
@NullMarked
package dev.rearview.engine.expression;

import org.jspecify.annotations.NullMarked;
