/**
 * The console's calls in and out: the front door, the live stream, the clock, the services' health.
 *
 * <p>Start reading at {@link dev.rearview.console.api.FrontDoor}; what it does not send to another
 * process, the resources here and those of the other services in this process answer.
 */
@NullMarked
package dev.rearview.console.api;

import org.jspecify.annotations.NullMarked;
