package dev.rearview.replay.dependency;

import dev.rearview.replay.log.EventRef;

/**
 * One component depends on another.
 *
 * @param depth 1: declared by the component asked for; 2: by one of those, and so on
 * @param known whether the log has events of {@code to}
 */
public record Dependency(String from, String to, EventRef declaredBy, int depth, boolean known) {}
