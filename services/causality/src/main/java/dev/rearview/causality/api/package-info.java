/**
 * Questions about causes, over gRPC and HTTP.
 *
 * <p>Start reading at {@link dev.rearview.causality.api.CausalityGrpcService} for the query
 * service, at {@link dev.rearview.causality.api.CausesResource} for HTTP. Both ask {@code graph}
 * and {@code rootcause}.
 */
@NullMarked
package dev.rearview.causality.api;

import org.jspecify.annotations.NullMarked;
