package dev.rearview.replay.state;

/**
 * When snapshots are written.
 *
 * @param everyDeltas one for each so many deltas of a component, 1 to 1,000,000
 * @param maxBytes no snapshot of a state whose JSON is longer, at most 1 MiB; such a state is
 *     folded from an earlier one
 */
public record SnapshotPolicy(int everyDeltas, int maxBytes) {
  private static final int LARGEST = 1 << 20;

  public SnapshotPolicy {
    if (everyDeltas < 1 || everyDeltas > 1_000_000) {
      throw new IllegalArgumentException(
          "rearview.replay.snapshot-every must be 1 to 1000000, not " + everyDeltas);
    }
    if (maxBytes < 1 || maxBytes > LARGEST) {
      throw new IllegalArgumentException(
          "a snapshot's size must be 1 to %d bytes, not %d".formatted(LARGEST, maxBytes));
    }
  }

  public static SnapshotPolicy every(int deltas) {
    return new SnapshotPolicy(deltas, LARGEST);
  }
}
