/**
 * The node's part of a statement: a fragment runs over the records that lie here.
 *
 * <p>Start at {@link dev.rearview.timeql.node.FragmentRun}:
 *
 * <pre>{@code
 * NodePart part = NodePart.read(text, nowMs, zone);
 * try (FragmentRun run = FragmentRun.start(part, records, stopped)) {
 *   for (NodeRow row = run.next(); row != null; row = run.next()) { … }  // pulled: back-pressure
 *   run.groups();  // where part.isGrouped(): partial groups instead of rows
 *   run.counts();  // for this node's part of the report
 * }
 * }</pre>
 *
 * <p>{@code records} come in the order of time as far as the files' own order allows ({@code
 * engine.order.OrderedMerge} over the streams). Rows and groups travel to {@code
 * dev.rearview.timeql.merge}.
 */
@NullMarked
package dev.rearview.timeql.node;

import org.jspecify.annotations.NullMarked;
