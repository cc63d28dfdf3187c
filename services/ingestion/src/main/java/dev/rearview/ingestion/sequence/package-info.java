/**
 * Numbers a world's events densely, drops repeats, finds conflicts, and chains what is new.
 *
 * <p>Start reading at {@link dev.rearview.ingestion.sequence.Sequencer}; {@code topology} gives it
 * its state and takes its decisions on to the topics.
 */
@NullMarked
package dev.rearview.ingestion.sequence;

import org.jspecify.annotations.NullMarked;
