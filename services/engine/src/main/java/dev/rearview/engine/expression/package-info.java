/**
 * Resolved expressions: what a filter or a column computes from a record.
 *
 * <p>Start at {@link dev.rearview.engine.expression.Expression}. Names were resolved and values
 * converted before (in timeql); here everything is checked and is only evaluated, by three-valued
 * logic. {@link dev.rearview.engine.expression.Requirements} tells from a condition what the bytes
 * of its records contain, for {@code pattern} to search for.
 */
@NullMarked
package dev.rearview.engine.expression;

import org.jspecify.annotations.NullMarked;
