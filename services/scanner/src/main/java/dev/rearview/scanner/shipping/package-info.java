/**
 * Ships from the log files what the event log wants: records that carry state or an error, or open
 * a trace or session at a service. Start reading at {@link
 * dev.rearview.scanner.shipping.NodeShipping}, then {@code Shipper}; records come from the engine's
 * tails and go to an {@link dev.rearview.scanner.shipping.Intake}.
 */
@NullMarked
package dev.rearview.scanner.shipping;

import org.jspecify.annotations.NullMarked;
