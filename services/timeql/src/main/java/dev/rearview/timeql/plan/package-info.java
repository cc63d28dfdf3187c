/**
 * The resolved plan: what a statement means, with parameters bound, times as nanoseconds, names
 * looked up and types checked. A plan cannot be wrong any more, only fail to be answered.
 *
 * <p>Start at {@link dev.rearview.timeql.plan.Planner}; the kinds of plan are {@link
 * dev.rearview.timeql.plan.Plan}. What of a plan runs on the nodes are its {@link
 * dev.rearview.timeql.plan.Fragment}s, run by {@code dev.rearview.timeql.node}; what comes back is
 * put together by {@code dev.rearview.timeql.merge}.
 */
@NullMarked
package dev.rearview.timeql.plan;

import org.jspecify.annotations.NullMarked;
