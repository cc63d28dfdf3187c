package dev.rearview.query.upstream;

/**
 * A component of the event log.
 *
 * @param service the newest name that it gave itself
 */
public record SeenComponent(
    String component, String service, long events, long errors, long firstMs, long lastMs) {}
