package dev.rearview.replay.state;

import dev.rearview.replay.log.Position;
import org.jspecify.annotations.Nullable;

/** What came of a component since its newest snapshot, or since its first delta. */
final class SinceSnapshot {
  private final SnapshotPolicy policy;
  private @Nullable Position snapshot;
  private int deltas;
  private long bytes;
  private long beganMs;
  private boolean began;

  SinceSnapshot(SnapshotPolicy policy, @Nullable Position snapshot) {
    this.policy = policy;
    restart(snapshot);
  }

  /** Whether a delta at a position comes before the newest snapshot. */
  boolean isBefore(Position at) {
    return snapshot != null && at.compareTo(snapshot) <= 0;
  }

  void add(Delta delta) {
    if (!began) {
      beganMs = delta.event().timestampMs();
      began = true;
    }
    deltas++;
    bytes += delta.json().length();
  }

  /** Whether a snapshot is due right after a delta. */
  boolean isDue(Position at) {
    return deltas > 0 && policy.isDue(deltas, bytes, at.timestampMs() - beganMs);
  }

  /** There is a newer snapshot; null: none was written, and it is not tried again at once. */
  void restart(@Nullable Position written) {
    if (written != null) {
      snapshot = written;
      beganMs = written.timestampMs();
    }
    began = written != null;
    deltas = 0;
    bytes = 0;
  }
}
