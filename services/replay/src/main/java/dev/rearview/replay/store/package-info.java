/**
 * One partition's part of the log on disk: a RocksDB of its own, written in batches.
 *
 * <p>Start reading at {@link dev.rearview.replay.store.PartitionStore}, which takes records in and
 * is read by the packages {@code log} and {@code state}; {@link
 * dev.rearview.replay.store.PartitionWriter} is what becomes of one event. The package {@code
 * topology} hands the records in.
 */
@NullMarked
package dev.rearview.replay.store;

import org.jspecify.annotations.NullMarked;
