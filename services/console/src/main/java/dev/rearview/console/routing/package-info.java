/**
 * Which service serves which path of the API.
 *
 * <p>Start reading at {@link dev.rearview.console.routing.RouteTable}; the front door asks it and
 * sends the request on.
 */
@NullMarked
package dev.rearview.console.routing;

import org.jspecify.annotations.NullMarked;
