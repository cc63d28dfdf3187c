/**
 * Log files: finding them, reading them as records, following them.
 *
 * <p>Start at {@link dev.rearview.engine.scan.LogFiles}, which finds the streams under the roots of
 * a node. {@link dev.rearview.engine.scan.StreamPieces} opens their pieces as {@link
 * dev.rearview.engine.scan.PieceScan}s, whose stretches {@link
 * dev.rearview.engine.scan.StretchReader}s read, several at once: all records of one, or, by a
 * {@link dev.rearview.engine.scan.Search} of its bytes, those that may be wanted. {@link
 * dev.rearview.engine.scan.StreamReader} reads a stream record by record; {@link
 * dev.rearview.engine.scan.StreamTail} goes on with it as it grows. All put records together by the
 * one {@code RecordAssembler}, which says where records begin. What lines mean is asked of {@code
 * format}; what is searched for comes from {@code expression} and {@code pattern}. {@link
 * dev.rearview.engine.scan.ScanCounters} keeps what the report says of it.
 *
 * <p>A file's bytes come through {@code FileBytes}, straight out of the page cache where the
 * process allows native access.
 *
 * <p>A <em>stream</em> is what one container, or one file, wrote over its restarts and rotations; a
 * <em>piece</em> is one file of it. A piece is known by its restart and the hash of its first line,
 * which survive renaming and compression.
 */
@NullMarked
package dev.rearview.engine.scan;

import org.jspecify.annotations.NullMarked;
