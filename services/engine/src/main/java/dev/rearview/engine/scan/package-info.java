/**
 * Log files: finding them, reading them as records, following them.
 *
 * <p>Start at {@link dev.rearview.engine.scan.LogFiles}, which finds the streams under the roots of
 * a node. {@link dev.rearview.engine.scan.StreamReader} reads one stream over its rotated and
 * compressed pieces; {@link dev.rearview.engine.scan.StreamTail} goes on with it as it grows. What
 * lines mean is asked of {@code format}; records go to {@code order} and to what a query asks.
 * {@link dev.rearview.engine.scan.ScanCounters} keeps what the report says of it.
 *
 * <p>A <em>stream</em> is what one container, or one file, wrote over its restarts and rotations; a
 * <em>piece</em> is one file of it. A piece is known by its restart and the hash of its first line,
 * which survive renaming and compression.
 */
@NullMarked
package dev.rearview.engine.scan;

import org.jspecify.annotations.NullMarked;
