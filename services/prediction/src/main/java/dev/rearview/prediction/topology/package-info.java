/**
 * The Kafka Streams topology of prediction, its stores, and how they are asked.
 *
 * <p>Start reading at {@link dev.rearview.prediction.topology.PredictionTopology}. Answers are
 * given through {@link dev.rearview.prediction.topology.StoredSeriesLog}.
 */
@NullMarked
package dev.rearview.prediction.topology;

import org.jspecify.annotations.NullMarked;
