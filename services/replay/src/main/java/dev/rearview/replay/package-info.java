/**
 * State at any time, dependencies, sessions and their simulation, and the event log's questions.
 *
 * <p>Start reading at the package {@code topology}, where events come in from the topic, then
 * {@code log} (what is kept of them) and {@code state} (how a moment is rebuilt); {@code api}
 * answers. {@link dev.rearview.replay.RefusedException} is how a question is refused.
 */
@NullMarked
package dev.rearview.replay;

import org.jspecify.annotations.NullMarked;
