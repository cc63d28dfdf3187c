/**
 * Alerts: what is told to anybody who listens, as CloudEvents.
 *
 * <p>Start reading at {@link dev.rearview.causality.alert.Alert}; {@link
 * dev.rearview.causality.alert.CloudEvents} is its form on the topic.
 */
@NullMarked
package dev.rearview.causality.alert;

import org.jspecify.annotations.NullMarked;
