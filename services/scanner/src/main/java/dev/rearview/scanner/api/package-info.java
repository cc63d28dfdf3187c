/**
 * Calls in and out. In: {@link dev.rearview.scanner.api.ScanService} runs fragments over a node's
 * logs. Out: {@link dev.rearview.scanner.api.IntakeClient} hands shipped events to ingestion, and
 * {@link dev.rearview.scanner.api.NodeAnnouncer} says which nodes are here.
 */
@NullMarked
package dev.rearview.scanner.api;

import org.jspecify.annotations.NullMarked;
