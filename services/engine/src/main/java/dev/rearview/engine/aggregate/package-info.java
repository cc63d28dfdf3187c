/**
 * Aggregates that are computed in parts and merged: on each node over its records, then together.
 *
 * <p>Start at {@link dev.rearview.engine.aggregate.GroupTable}, which holds one {@link
 * dev.rearview.engine.aggregate.Accumulator} per group and {@link
 * dev.rearview.engine.aggregate.Aggregate}. To add an aggregate: a constant in {@code
 * Aggregate.Function}, an accumulator, and its line in {@code Aggregate.accumulator}; the compiler
 * names the rest.
 */
@NullMarked
package dev.rearview.engine.aggregate;

import org.jspecify.annotations.NullMarked;
