/**
 * A component's state at any moment: its deltas, folded in order, from the nearest snapshot.
 *
 * <p>Start reading at {@link dev.rearview.replay.state.Reconstruction}, which answers, and {@link
 * dev.rearview.replay.state.StateHistory}, which takes deltas in and keeps the snapshots.
 */
@NullMarked
package dev.rearview.replay.state;

import org.jspecify.annotations.NullMarked;
