package dev.rearview.replay.log;

/**
 * One partition's part of the log, to be read.
 *
 * @param events whole events, by component and time
 * @param index everything that leads to them, and summaries
 * @param state deltas and snapshots, by component and time
 */
public record Shard(OrderedBytes events, OrderedBytes index, OrderedBytes state) {}
