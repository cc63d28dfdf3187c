/**
 * Sessions, and their simulation step by step.
 *
 * <p>Start reading at {@link dev.rearview.replay.session.Sessions}, then {@link
 * dev.rearview.replay.session.Simulation}, which makes {@link dev.rearview.replay.session.Frame}s
 * from recorded events, recorded states and what-if overrides.
 */
@NullMarked
package dev.rearview.replay.session;

import org.jspecify.annotations.NullMarked;
