/**
 * What caused what: causal edges between events, root causes, anomalies and alerts.
 *
 * <p>Start reading at {@code topology.CausalityTopology}, which shows the way of an event; {@code
 * edge} decides what is cause and effect, {@code rootcause} ranks, {@code anomaly} watches. Answers
 * leave through {@code api}.
 */
@NullMarked
package dev.rearview.causality;

import org.jspecify.annotations.NullMarked;
