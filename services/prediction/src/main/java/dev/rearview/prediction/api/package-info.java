/**
 * Questions about what will happen and what would happen, over gRPC and HTTP.
 *
 * <p>Start reading at {@link dev.rearview.prediction.api.PredictionGrpcService} for the query
 * service, at {@link dev.rearview.prediction.api.PredictionsResource} for HTTP. Both ask {@code
 * forecast} and {@code outcome}.
 */
@NullMarked
package dev.rearview.prediction.api;

import org.jspecify.annotations.NullMarked;
