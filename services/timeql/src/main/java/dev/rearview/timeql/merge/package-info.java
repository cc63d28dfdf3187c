/**
 * The part of a statement that runs over what the nodes sent: their rows in order, or their groups,
 * become the answer.
 *
 * <p>Start at {@link dev.rearview.timeql.merge.Merge}: {@code Merge.run(plan, answers, missing,
 * sink, area)} pulls from each {@link dev.rearview.timeql.merge.NodeAnswer} and gives rows to a
 * {@link dev.rearview.timeql.answer.RowSink}. A statement with {@code FOLLOW} is answered by {@link
 * dev.rearview.timeql.merge.Live} instead, row by row as they come.
 */
@NullMarked
package dev.rearview.timeql.merge;

import org.jspecify.annotations.NullMarked;
