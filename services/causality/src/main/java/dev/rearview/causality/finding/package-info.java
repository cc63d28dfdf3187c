/**
 * Anomalies and alerts as the records of TimeQL's sources {@code anomalies} and {@code alerts}.
 *
 * <p>Start reading at {@link dev.rearview.causality.finding.FindingSource}; {@code api} runs
 * fragments over it.
 */
@NullMarked
package dev.rearview.causality.finding;

import org.jspecify.annotations.NullMarked;
