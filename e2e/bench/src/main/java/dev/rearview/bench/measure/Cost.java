package dev.rearview.bench.measure;

/**
 * What one run took.
 *
 * @param cpuNanos time on processors, in user and kernel mode, of all threads
 * @param wallNanos time until the run ended
 */
public record Cost(long cpuNanos, long wallNanos) {}
