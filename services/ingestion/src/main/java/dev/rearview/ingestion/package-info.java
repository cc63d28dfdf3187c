/**
 * Takes events in, redacts, numbers and chains them.
 *
 * <p>An event comes in at {@code api} (HTTP or gRPC), goes through {@code intake} (decode, redact,
 * validate, derive; {@code redaction} removes secrets) to the topic {@code rearview.intake}, from
 * which {@code topology} numbers and chains it ({@code sequence}) on to {@code rearview.events}.
 * Start reading at {@link dev.rearview.ingestion.intake.EventIntake}.
 */
@NullMarked
package dev.rearview.ingestion;

import org.jspecify.annotations.NullMarked;
