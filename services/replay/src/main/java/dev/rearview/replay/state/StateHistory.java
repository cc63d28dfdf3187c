package dev.rearview.replay.state;

import dev.rearview.replay.log.Cursor;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.MergedCursor;
import dev.rearview.replay.log.OrderedBytes.Entry;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.WritableBytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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
public final class StateHistory implements States {
  private static final Comparator<Delta> BY_POSITION =
      Comparator.comparing(delta -> delta.event().position());
  private static final Position END = Position.endOf(Long.MAX_VALUE);
  private static final int MAX_HELD = 16_384;

  private final WritableBytes store;
  private final SnapshotPolicy policy;
  private final Runnable settle;
  private final Map<Of, SinceSnapshot> held = new LinkedHashMap<>(MAX_HELD, 0.75f, true);
  private final Set<Of> due = new LinkedHashSet<>();

  /** What was put into the store since it was last readable. */
  private final Map<Of, List<Delta>> unwritten = new HashMap<>();

  /** Whose snapshots were removed since then. */
  private final Set<Of> withoutSnapshots = new HashSet<>();

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
    Of of = new Of(world, component);
    if (held.computeIfAbsent(of, this::read).isBefore(at)) {
      removeSnapshotsFrom(of, at);
    }
  }

  /** Takes a delta in, after {@link #prepare}. */
  public void add(String world, String component, Delta delta) {
    Of of = new Of(world, component);
    Position at = delta.event().position();
    store.put(Keys.delta(world, component, at), delta.encode());
    SinceSnapshot since = held.computeIfAbsent(of, this::read);
    since.add(delta);
    unwritten.computeIfAbsent(of, o -> new ArrayList<>()).add(delta);
    if (since.isDue(at)) {
      due.add(of);
    }
  }

  /** The fold of the store's deltas and of those that are not written yet. */
  @Override
  public Fold foldTo(String world, String component, Position upTo) {
    Of of = new Of(world, component);
    if (withoutSnapshots.contains(of)) {
      settle.run();
    }
    List<Delta> rest = unwritten.getOrDefault(of, List.of());
    StateReader reader = new StateReader(store);
    Snapshot snapshot = reader.newestSnapshot(world, component, upTo);
    Fold fold = snapshot == null ? Fold.empty() : Fold.from(snapshot);
    Position after = snapshot == null ? Position.START : snapshot.at();
    List<Delta> newer =
        rest.stream()
            .filter(delta -> delta.event().position().compareTo(upTo) <= 0)
            .sorted(BY_POSITION)
            .toList();
    try (Cursor<Delta> deltas =
        MergedCursor.of(
            List.of(() -> reader.deltas(world, component, after, upTo), () -> Cursor.of(newer)),
            BY_POSITION)) {
      deltas.forEachRemaining(fold::apply);
    }
    return fold;
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

  private void removeSnapshotsFrom(Of of, Position at) {
    List<byte[]> stale = new ArrayList<>();
    try (Cursor<Entry> later =
        store.range(
            Keys.snapshot(of.world(), of.component(), at),
            Keys.snapshot(of.world(), of.component(), END))) {
      later.forEachRemaining(entry -> stale.add(entry.key()));
    }
    stale.forEach(store::delete);
    withoutSnapshots.add(of);
    // counted from here: a burst of late deltas is to cost one fold
    held.put(
        of,
        new SinceSnapshot(
            policy, new StateReader(store).newestSnapshotPosition(of.world(), of.component(), at)));
  }

  /** What was put into the store is readable now: writes the snapshots that are due. */
  public void written() {
    unwritten.clear();
    withoutSnapshots.clear();
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
