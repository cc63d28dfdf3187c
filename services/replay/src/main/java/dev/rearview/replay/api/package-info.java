/**
 * Calls in and out: gRPC for the other services, HTTP for everybody.
 *
 * <p>Start reading at {@link dev.rearview.replay.api.ReplayEndpoint} (gRPC) and {@link
 * dev.rearview.replay.api.ComponentsResource} (HTTP); both ask {@link
 * dev.rearview.replay.ReplayService}. A component's state is asked of the instance that holds it
 * ({@link dev.rearview.replay.api.States}).
 */
@NullMarked
package dev.rearview.replay.api;

import org.jspecify.annotations.NullMarked;
