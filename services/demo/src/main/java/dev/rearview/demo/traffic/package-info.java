/**
 * What users do: visits to the shop, the requests of a visit, and what each request leaves at every
 * service that it passes.
 *
 * <p>Start reading at {@link dev.rearview.demo.traffic.Traffic}; {@link
 * dev.rearview.demo.traffic.Visits} says which requests come when.
 */
@NullMarked
package dev.rearview.demo.traffic;

import org.jspecify.annotations.NullMarked;
