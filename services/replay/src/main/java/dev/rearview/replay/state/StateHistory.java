package dev.rearview.replay.state;

import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.WritableBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes deltas into a partition's store and keeps the snapshots.
 *
 * <p>A late delta removes the snapshots after it. They come back when the component's next snapshot
 * is due: the fold goes on from the newest that is left and writes those that are due on its way,
 * so that a burst of late deltas costs one fold.
 */
public final class StateHistory {
  private static final Position END = Position.endOf(Long.MAX_VALUE);
  private static final int MAX_HELD = 16_384;

  private final WritableBytes store;
  private final SnapshotPolicy policy;
  private final Runnable settle;
  private final Map<Of, SinceSnapshot> held = new LinkedHashMap<>(MAX_HELD, 0.75f, true);
  private final Set<Of> due = new LinkedHashSet<>();

  /**
   * @param settle makes everything readable that was written
   */
  public StateHistory(WritableBytes store, SnapshotPolicy policy, Runnable settle) {
    this.store = store;
    this.policy = policy;
    this.settle = settle;
  }

  private record Of(String world, String component) {}

  /** Removes the snapshots that are not right any more once there is a delta at a position. */
  public void prepare(String world, String component, Position at) {
    SinceSnapshot since = held.computeIfAbsent(new Of(world, component), this::read);
    if (since.isBefore(at)) {
      settle.run();
      removeSnapshotsFrom(world, component, at);
      settle.run();
      // counted from here: a burst of late deltas is to cost one fold
      held.put(
          new Of(world, component),
          new SinceSnapshot(
              policy, new StateReader(store).newestSnapshotPosition(world, component, END)));
    }
  }

  /** Takes a delta in, after {@link #prepare}. */
  public void add(String world, String component, Delta delta) {
    Position at = delta.event().position();
    store.put(Keys.delta(world, component, at), delta.encode());
    SinceSnapshot since = held.computeIfAbsent(new Of(world, component), this::read);
    since.add(delta);
    if (since.isDue(at)) {
      due.add(new Of(world, component));
    }
  }

  private SinceSnapshot read(Of of) {
    StateReader reader = new StateReader(store);
    Position newest = reader.newestSnapshotPosition(of.world(), of.component(), END);
    SinceSnapshot since = new SinceSnapshot(policy, newest);
    try (Cursor<Delta> deltas =
        reader.deltas(of.world(), of.component(), newest == null ? Position.START : newest, END)) {
      while (deltas.hasNext()) {
        Delta delta = deltas.next();
        since.add(delta);
        if (since.isDue(delta.event().position())) {
          // what is due comes with the next delta; no need to read all
          break;
        }
      }
    }
    return since;
  }

  private void removeSnapshotsFrom(String world, String component, Position at) {
    List<byte[]> stale = new ArrayList<>();
    try (Cursor<Entry> later =
        store.range(Keys.snapshot(world, component, at), Keys.snapshot(world, component, END))) {
      later.forEachRemaining(entry -> stale.add(entry.key()));
    }
    stale.forEach(store::delete);
  }

  /** Writes the snapshots that are due, of deltas that are readable. */
  public void writeDue() {
    due.forEach(of -> writeSnapshots(of.world(), of.component()));
    due.clear();
    trim();
  }

  private void writeSnapshots(String world, String component) {
    StateReader reader = new StateReader(store);
    Snapshot newest = reader.newestSnapshot(world, component, END);
    Fold fold = newest == null ? Fold.empty() : Fold.from(newest);
    SinceSnapshot since = new SinceSnapshot(policy, newest == null ? null : newest.at());
    try (Cursor<Delta> deltas =
        reader.deltas(world, component, newest == null ? Position.START : newest.at(), END)) {
      while (deltas.hasNext()) {
        Delta delta = deltas.next();
        Position at = delta.event().position();
        fold.apply(delta);
        since.add(delta);
        if (since.isDue(at)) {
          since.restart(write(world, component, fold.snapshotAt(at)) ? at : null);
        }
      }
    }
    held.put(new Of(world, component), since);
  }

  private boolean write(String world, String component, Snapshot snapshot) {
    if (snapshot.state().getBytes(StandardCharsets.UTF_8).length > policy.maxBytes()) {
      return false;
    }
    store.put(Keys.snapshot(world, component, snapshot.at()), snapshot.encode());
    return true;
  }

  /** Forgets the components that were not heard of for longest, once there are many. */
  private void trim() {
    Iterator<Of> oldest = held.keySet().iterator();
    while (held.size() > MAX_HELD && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }
}
