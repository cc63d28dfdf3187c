/**
 * What will happen, and what would happen: forecasts of each component's series, and outcomes of
 * changes told from past changes of the same kind.
 *
 * <p>Start reading at {@code topology.PredictionTopology}, which keeps the series; {@code forecast}
 * looks ahead, {@code outcome} compares changes. Answers leave through {@code api}.
 */
@NullMarked
package dev.rearview.prediction;

import org.jspecify.annotations.NullMarked;
