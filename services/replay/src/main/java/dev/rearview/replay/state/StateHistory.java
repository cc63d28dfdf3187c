package dev.rearview.replay.state;

import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.WritableBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes deltas into a partition's store and keeps the snapshots.
 *
 * <p>A late delta removes the snapshots after it. They come back when the component's next snapshot
 * is due: the fold goes on from the newest that is left and writes one for each so many deltas on
 * its way, so that a burst of late deltas costs one fold.
 */
public final class StateHistory {
  private final WritableBytes store;
  private final SnapshotPolicy policy;

  public StateHistory(WritableBytes store, SnapshotPolicy policy) {
    this.store = store;
    this.policy = policy;
  }

  /** Takes a delta in. */
  public void add(String world, String component, Delta delta) {
    Position at = delta.event().position();
    removeSnapshotsFrom(world, component, at);
    store.put(Keys.delta(world, component, at), delta.encode());
    byte[] dueKey = Keys.snapshotDue(world, component);
    byte[] counted = store.get(dueKey);
    int since = (counted == null ? 0 : ByteBuffer.wrap(counted).getInt()) + 1;
    if (since >= policy.everyDeltas()) {
      writeSnapshots(world, component);
      since = 0;
    }
    store.put(dueKey, ByteBuffer.allocate(4).putInt(since).array());
  }

  private void removeSnapshotsFrom(String world, String component, Position at) {
    List<byte[]> stale = new ArrayList<>();
    try (Cursor<Entry> later =
        store.range(
            Keys.snapshot(world, component, at),
            Keys.snapshot(world, component, Position.endOf(Long.MAX_VALUE)))) {
      later.forEachRemaining(entry -> stale.add(entry.key()));
    }
    stale.forEach(store::delete);
  }

  private void writeSnapshots(String world, String component) {
    StateReader reader = new StateReader(store);
    Position end = Position.endOf(Long.MAX_VALUE);
    Snapshot newest = reader.newestSnapshot(world, component, end);
    Fold fold = newest == null ? Fold.empty() : Fold.from(newest);
    int since = 0;
    try (Cursor<Delta> deltas =
        reader.deltas(world, component, newest == null ? Position.START : newest.at(), end)) {
      while (deltas.hasNext()) {
        Delta delta = deltas.next();
        fold.apply(delta);
        if (++since == policy.everyDeltas()) {
          write(world, component, fold.snapshotAt(delta.event().position()));
          since = 0;
        }
      }
    }
  }

  private void write(String world, String component, Snapshot snapshot) {
    if (snapshot.state().getBytes(StandardCharsets.UTF_8).length <= policy.maxBytes()) {
      store.put(Keys.snapshot(world, component, snapshot.at()), snapshot.encode());
    }
  }
}
