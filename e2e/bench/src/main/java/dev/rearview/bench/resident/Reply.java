package dev.rearview.bench.resident;

/**
 * What an answer took.
 *
 * @param cpuNanos of the whole process, without its compiler
 * @param peakHeapBytes the most that the heap held since the process began
 */
public record Reply(int exitCode, long cpuNanos, long wallNanos, long peakHeapBytes) {}
