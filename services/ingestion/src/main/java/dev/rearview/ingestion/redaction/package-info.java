/**
 * Removes secrets and personal data from events before anything else sees them.
 *
 * <p>Start reading at {@link dev.rearview.ingestion.redaction.Redactor}, which knows the places of
 * an event; {@link dev.rearview.ingestion.redaction.TextRedaction} knows what a secret in a text
 * looks like, {@link dev.rearview.ingestion.redaction.JsonRedaction} walks a state delta. A
 * redacted event goes back to {@code intake}.
 */
@NullMarked
package dev.rearview.ingestion.redaction;

import org.jspecify.annotations.NullMarked;
