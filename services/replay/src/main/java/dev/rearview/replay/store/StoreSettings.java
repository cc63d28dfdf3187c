package dev.rearview.replay.store;

import dev.rearview.replay.state.SnapshotPolicy;

/**
 * How a partition's store is kept.
 *
 * @param bufferBytes how much of its events stays in memory before it is written to a file, 64 KiB
 *     to 1 GiB; a killed process reads that much from the topic again
 */
public record StoreSettings(SnapshotPolicy snapshots, long bufferBytes) {
  private static final long SMALLEST = 64L << 10;
  private static final long LARGEST = 1L << 30;
  private static final long DEFAULT = 32L << 20;

  public StoreSettings {
    if (bufferBytes < SMALLEST || bufferBytes > LARGEST) {
      throw new IllegalArgumentException(
          "rearview.replay.store-buffer must be %d to %d bytes, not %d"
              .formatted(SMALLEST, LARGEST, bufferBytes));
    }
  }

  public static StoreSettings of(SnapshotPolicy snapshots) {
    return new StoreSettings(snapshots, DEFAULT);
  }
}
