/**
 * Where events come in: the Kafka Streams topology and what can be asked of its stores.
 *
 * <p>Start reading at {@link dev.rearview.replay.topology.ReplayTopology}; each event goes through
 * {@link dev.rearview.replay.topology.EventProcessor} into the {@link
 * dev.rearview.replay.topology.EventStore} of its partition, a store of the package {@code store},
 * which {@link dev.rearview.replay.topology.StreamsHoldings} opens for reading. {@link
 * dev.rearview.replay.topology.TopicVerifier} reads the topic itself.
 */
@NullMarked
package dev.rearview.replay.topology;

import org.jspecify.annotations.NullMarked;
