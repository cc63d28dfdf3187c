/**
 * Verifies a log from a file: NDJSON as it was exported.
 *
 * <p>Start reading at {@link dev.rearview.integrity.export.ExportVerifier}. Lines that were written
 * as the export writes them are read by {@link dev.rearview.integrity.export.PlainLine} at the
 * speed of the disk, all others as any event's JSON; both give the same answer.
 */
@NullMarked
package dev.rearview.integrity.export;

import org.jspecify.annotations.NullMarked;
