/**
 * The Kafka Streams topology of causality, its stores, and how they are asked.
 *
 * <p>Start reading at {@link dev.rearview.causality.topology.CausalityTopology}. Answers are given
 * through {@link dev.rearview.causality.topology.StoredCausalLog}.
 */
@NullMarked
package dev.rearview.causality.topology;

import org.jspecify.annotations.NullMarked;
