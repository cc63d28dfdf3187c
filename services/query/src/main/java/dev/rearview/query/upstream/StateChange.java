package dev.rearview.query.upstream;

import org.jspecify.annotations.Nullable;

/**
 * What a simulation sets.
 *
 * @param patchJson RFC 7396 merge patch
 * @param atMs null: from the start
 */
public record StateChange(String component, String patchJson, @Nullable Long atMs) {}
