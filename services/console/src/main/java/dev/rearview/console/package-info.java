/**
 * The page, the front door and the live stream.
 *
 * <p>Start reading at {@link dev.rearview.console.routing.RouteTable}, which says which service
 * serves which path, and at {@link dev.rearview.console.api.FrontDoor}, which sends a request
 * there. What happens live comes in at {@code dev.rearview.console.api.TopicTail}, goes through
 * {@link dev.rearview.console.live.LiveFeed} and leaves at {@code
 * dev.rearview.console.api.StreamResource}. The page itself is TypeScript, under {@code
 * src/main/resources/web}; it begins in {@code app/main.ts}.
 */
@NullMarked
package dev.rearview.console;

import org.jspecify.annotations.NullMarked;
