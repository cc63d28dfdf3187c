/**
 * The sequencer as a Kafka Streams topology: one task for each partition of {@code
 * rearview.intake}, exactly once. A world's events are all in one partition.
 *
 * <p>Start reading at {@link dev.rearview.ingestion.topology.SequencerTopology}. What it writes to
 * {@code rearview.events} goes to replay, causality and prediction; what it refuses, to {@code
 * rearview.dead-letters}; what somebody waits for, also to {@code rearview.outcomes}.
 */
@NullMarked
package dev.rearview.ingestion.topology;

import org.jspecify.annotations.NullMarked;
