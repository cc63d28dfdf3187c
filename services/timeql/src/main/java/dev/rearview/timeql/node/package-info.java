/**
 * The node's part of a statement: a fragment runs over the records that lie here.
 *
 * <p>Start at {@link dev.rearview.timeql.node.LogScan}, which runs it over log files:
 *
 * <pre>{@code
 * try (LogScan scan =
 *     LogScan.start(() -> NodePart.read(text, nowMs, zone), streams, settings, counters, threads)) {
 *   for (NodeRow row = scan.next(); row != null; row = scan.next()) { … }  // pulled: back-pressure
 *   scan.groups();  // where the fragment gives groups instead of rows
 *   scan.counts();  // for this node's part of the report
 * }
 * }</pre>
 *
 * <p>Groups are made stretch by stretch in any order, and so are sessions by themselves, in less
 * room; rows are found ahead on several threads and come in the order of time as far as the files'
 * own order allows, or, where that is not asked for, packed as they are found. {@link
 * dev.rearview.timeql.node.FragmentRun} runs a fragment over records that come one by one: events,
 * and files that are followed. Rows and groups travel to {@code dev.rearview.timeql.merge}.
 */
@NullMarked
package dev.rearview.timeql.node;

import org.jspecify.annotations.NullMarked;
