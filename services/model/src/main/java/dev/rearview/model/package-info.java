/**
 * What every part of Rearview speaks of: events, their ids, levels, times and state deltas.
 *
 * <p>Start reading at {@link dev.rearview.model.Event}. {@link dev.rearview.model.EventJson} is its
 * one JSON form; {@link dev.rearview.model.StateFold} is the one meaning of a state delta.
 */
@NullMarked
package dev.rearview.model;

import org.jspecify.annotations.NullMarked;
