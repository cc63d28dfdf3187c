/**
 * The way in: decode, redact, validate, derive, hand on, count.
 *
 * <p>Start reading at {@link dev.rearview.ingestion.intake.EventIntake}. What a request carries is
 * cut into submissions by {@link dev.rearview.ingestion.intake.BodyReader}; what was taken goes to
 * the topic {@code rearview.intake} through {@link dev.rearview.ingestion.intake.IntakeLog}, where
 * {@code topology} picks it up.
 */
@NullMarked
package dev.rearview.ingestion.intake;

import org.jspecify.annotations.NullMarked;
