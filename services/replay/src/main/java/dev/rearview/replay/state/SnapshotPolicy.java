package dev.rearview.replay.state;

import java.time.Duration;

/**
 * When a snapshot of a component's state is written: once any of the bounds is reached since the
 * last one, or since the component's first delta.
 *
 * @param everyDeltas so many deltas, 1 to 1,000,000
 * @param everyBytes so many bytes of deltas, 1 to 1 GiB
 * @param everyTime so much event time, and at least one delta; zero: time does not count
 * @param maxBytes no snapshot of a state whose JSON is longer, at most 1 MiB; such a state is
 *     folded from an earlier one
 */
public record SnapshotPolicy(int everyDeltas, long everyBytes, Duration everyTime, int maxBytes) {
  private static final int LARGEST = 1 << 20;
  private static final long MOST_BYTES = 1L << 30;

  public SnapshotPolicy {
    if (everyDeltas < 1 || everyDeltas > 1_000_000) {
      throw new IllegalArgumentException(
          "rearview.replay.snapshot-every must be 1 to 1000000, not " + everyDeltas);
    }
    if (everyBytes < 1 || everyBytes > MOST_BYTES) {
      throw new IllegalArgumentException(
          "rearview.replay.snapshot-every-bytes must be 1 to %d, not %d"
              .formatted(MOST_BYTES, everyBytes));
    }
    if (everyTime.isNegative()) {
      throw new IllegalArgumentException(
          "rearview.replay.snapshot-every-time must not be negative, not " + everyTime);
    }
    if (maxBytes < 1 || maxBytes > LARGEST) {
      throw new IllegalArgumentException(
          "a snapshot's size must be 1 to %d bytes, not %d".formatted(LARGEST, maxBytes));
    }
  }

  public static SnapshotPolicy every(int deltas) {
    return of(deltas, MOST_BYTES, Duration.ZERO);
  }

  public static SnapshotPolicy of(int deltas, long bytes, Duration time) {
    return new SnapshotPolicy(deltas, bytes, time, LARGEST);
  }

  /**
   * Whether one is due.
   *
   * @param deltas how many since the last
   * @param bytes of how many bytes
   * @param elapsedMs event time since the last
   */
  boolean isDue(int deltas, long bytes, long elapsedMs) {
    return deltas >= everyDeltas
        || bytes >= everyBytes
        || (!everyTime.isZero() && elapsedMs >= everyTime.toMillis());
  }
}
