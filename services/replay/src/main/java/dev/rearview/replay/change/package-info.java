/**
 * Changes to components: rollouts, configuration, scaling, found in the events themselves.
 *
 * <p>Start reading at {@link dev.rearview.replay.change.ChangeDetector}. Changes go to the topic
 * {@code rearview.changes} and are the TimeQL source {@code changes}.
 */
@NullMarked
package dev.rearview.replay.change;

import org.jspecify.annotations.NullMarked;
