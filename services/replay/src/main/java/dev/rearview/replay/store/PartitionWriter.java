package dev.rearview.replay.store;

import dev.rearview.model.Event;
import dev.rearview.replay.change.Change;
import dev.rearview.replay.change.ChangeDetector;
import dev.rearview.replay.log.EventBytes;
import dev.rearview.replay.log.EventIndex;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.WritableShard;
import dev.rearview.replay.state.Delta;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.state.StateHistory;
import java.util.Optional;

/**
 * What becomes of one event of a partition: its delta goes into the state's history, the change
 * that it shows is found, then the event itself, its indexes and the summaries are written. An
 * event that comes again changes nothing. Not safe for use by several threads at once.
 */
public final class PartitionWriter {
  private final WritableShard shard;
  private final Runnable written;
  private final EventIndex events;
  private final StateHistory states;
  private final ChangeDetector changes;

  /**
   * @param written makes readable what was put into the shard
   */
  public PartitionWriter(
      WritableShard shard, EventBytes bytes, SnapshotPolicy snapshots, Runnable written) {
    this.shard = shard;
    this.written = written;
    this.events = new EventIndex(shard, bytes);
    this.states = new StateHistory(shard.state(), snapshots, this::settle);
    this.changes = new ChangeDetector(states);
  }

  /**
   * What became of an event.
   *
   * @param isNew whether it was not there before
   * @param change what it changed of its component, the first time or again
   */
  public record Taken(boolean isNew, Optional<Change> change) {}

  /**
   * Takes an event in.
   *
   * @param record the value of its record on the topic
   */
  public Taken add(Event event, byte[] record) {
    Position at = new Position(event.timestampMs(), event.globalSeq());
    if (!events.isNewer(event)) {
      settle();
      if (events.contains(event)) {
        byte[] known = shard.index().get(Keys.change(event.world(), at));
        return new Taken(false, Optional.ofNullable(known).map(Change::decode));
      }
    }
    Delta delta = Delta.of(event);
    if (delta != null) {
      states.prepare(event.world(), event.componentId(), at);
    }
    Optional<Change> change = changes.detect(event);
    if (delta != null) {
      states.add(event.world(), event.componentId(), delta);
    }
    change.ifPresent(found -> shard.index().put(Keys.change(event.world(), at), found.encode()));
    events.add(event, record);
    return new Taken(true, change);
  }

  /** Makes everything readable that was taken in. */
  public void settle() {
    events.settle();
    written.run();
    states.written();
    written.run();
  }
}
