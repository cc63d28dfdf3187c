package dev.rearview.engine.format;

import dev.rearview.model.TimeSource;

/**
 * A time and how it is known.
 *
 * @param nanos epoch nanoseconds
 */
public record EventTime(long nanos, TimeSource source) {}
