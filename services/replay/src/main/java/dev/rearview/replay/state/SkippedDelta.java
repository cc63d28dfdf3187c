package dev.rearview.replay.state;

import dev.rearview.replay.log.EventRef;

/** A delta that did not apply, and why; the state went on without it. */
public record SkippedDelta(EventRef event, String reason) {}
