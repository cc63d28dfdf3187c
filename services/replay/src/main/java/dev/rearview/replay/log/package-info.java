/**
 * The event log as an instance holds it: ordered by component and time, with its indexes.
 *
 * <p>Start reading at {@link dev.rearview.replay.log.EventIndex}, which takes an event in, and at
 * {@link dev.rearview.replay.log.EventSource}, through which everything else reads. {@link
 * dev.rearview.replay.log.Keys} is the layout. Deltas go on to the package {@code state}.
 */
@NullMarked
package dev.rearview.replay.log;

import org.jspecify.annotations.NullMarked;
