/**
 * What must hold when processes die, stop, or lose Kafka: broker, ingestion and replay as separate
 * processes, killed for real.
 *
 * <p>Start reading at {@link dev.rearview.e2e.fault.FaultsIT}; {@link
 * dev.rearview.e2e.fault.Senders} writes meanwhile and remembers what was acknowledged, {@link
 * dev.rearview.e2e.fault.LogCheck} compares that with the log and with replay.
 */
@NullMarked
package dev.rearview.e2e.fault;

import org.jspecify.annotations.NullMarked;
