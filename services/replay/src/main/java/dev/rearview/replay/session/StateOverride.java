package dev.rearview.replay.session;

import org.jspecify.annotations.Nullable;

/**
 * A what-if: a component's state is changed by a merge patch.
 *
 * @param patch JSON
 * @param atMs after everything recorded in that millisecond; null: before the first frame
 */
public record StateOverride(String componentId, String patch, @Nullable Long atMs) {}
