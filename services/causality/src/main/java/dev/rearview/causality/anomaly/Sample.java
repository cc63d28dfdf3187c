package dev.rearview.causality.anomaly;

/**
 * An event that took part in a bucket.
 *
 * @param seq its number in its world
 * @param ms event time
 */
public record Sample(String eventId, long seq, long ms) {}
