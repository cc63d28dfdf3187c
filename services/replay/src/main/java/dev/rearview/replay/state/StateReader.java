package dev.rearview.replay.state;

import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.OrderedBytes;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.replay.log.Position;
import org.jspecify.annotations.Nullable;

/** Reads deltas and snapshots of a partition. */
public final class StateReader implements States {
  private final OrderedBytes store;

  public StateReader(OrderedBytes store) {
    this.store = store;
  }

  /** A component's deltas after one position up to another, in order. Close it. */
  public Cursor<Delta> deltas(String world, String component, Position after, Position upTo) {
    return store
        .range(Keys.delta(world, component, after), Keys.delta(world, component, upTo))
        .map(Delta::decode)
        .filter(delta -> delta.event().position().compareTo(after) > 0);
  }

  /** From the nearest snapshot. */
  @Override
  public Fold foldTo(String world, String component, Position upTo) {
    Snapshot snapshot = newestSnapshot(world, component, upTo);
    Fold fold = snapshot == null ? Fold.empty() : Fold.from(snapshot);
    Position after = snapshot == null ? Position.START : snapshot.at();
    try (Cursor<Delta> deltas = deltas(world, component, after, upTo)) {
      deltas.forEachRemaining(fold::apply);
    }
    return fold;
  }

  /** The newest deltas up to and including a position, newest first. Close it. */
  Cursor<Delta> newestDeltas(String world, String component, Position after, Position upTo) {
    return store
        .reverseRange(Keys.delta(world, component, after), Keys.delta(world, component, upTo))
        .map(Delta::decode);
  }

  /** Where the newest snapshot up to a position stands; null: there is none. */
  @Nullable Position newestSnapshotPosition(String world, String component, Position upTo) {
    try (Cursor<Entry> newest =
        store.reverseRange(
            Keys.snapshot(world, component, Position.START),
            Keys.snapshot(world, component, upTo))) {
      return newest.hasNext() ? Keys.positionOf(newest.next().key()) : null;
    }
  }

  @Nullable Snapshot newestSnapshot(String world, String component, Position upTo) {
    try (Cursor<Entry> newest =
        store.reverseRange(
            Keys.snapshot(world, component, Position.START),
            Keys.snapshot(world, component, upTo))) {
      return newest.hasNext() ? Snapshot.decode(newest.next()) : null;
    }
  }
}
