/**
 * Runs fragments of TimeQL over a node's logs. Start reading at {@link
 * dev.rearview.scanner.scan.NodeScan}: the engine finds and reads the files, timeql's run of the
 * fragment makes rows or partial groups of their records, and {@code api} sends them.
 */
@NullMarked
package dev.rearview.scanner.scan;

import org.jspecify.annotations.NullMarked;
