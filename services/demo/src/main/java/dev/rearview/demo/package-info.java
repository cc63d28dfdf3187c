/**
 * The seeded shop: eight services and their database on three simulated nodes, which write logs,
 * spans, metrics, state changes and incidents as a real cluster would, and the truth of each
 * incident.
 *
 * <p>Start reading at {@link dev.rearview.demo.Demo}, then {@link dev.rearview.demo.Shop}, which
 * plays one second after the other. Log lines end in the nodes' folders, where scanners read them;
 * events end in the outbox, from where they are posted to ingestion.
 */
@NullMarked
package dev.rearview.demo;

import org.jspecify.annotations.NullMarked;
