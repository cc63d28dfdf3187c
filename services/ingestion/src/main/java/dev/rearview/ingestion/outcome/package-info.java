/**
 * How a sender that waits learns what became of its events.
 *
 * <p>A request with {@code wait=true} gets a ticket for each event, which travels with it through
 * the intake ({@link dev.rearview.ingestion.outcome.ReplyTo}). The sequencer writes what it decided
 * to the topic {@code rearview.outcomes} in the same transaction as the event itself ({@link
 * dev.rearview.ingestion.outcome.Outcome}); each ingestion instance reads that topic read-committed
 * and answers its own tickets ({@link dev.rearview.ingestion.outcome.PendingOutcomes}). So an
 * answer never tells of a number that is rolled back later, and any instance may take a request
 * whichever instance numbers its world. Start reading at {@link
 * dev.rearview.ingestion.outcome.OutcomeReader}.
 */
@NullMarked
package dev.rearview.ingestion.outcome;

import org.jspecify.annotations.NullMarked;
