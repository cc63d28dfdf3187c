/**
 * What goes wrong in the shop: which incident when, what it does to its root component, and the
 * truth about it.
 *
 * <p>Start reading at {@link dev.rearview.demo.incident.Incidents}; what an incident does to
 * requests is read by the traffic, and {@link dev.rearview.demo.incident.Truth} writes it down.
 */
@NullMarked
package dev.rearview.demo.incident;

import org.jspecify.annotations.NullMarked;
