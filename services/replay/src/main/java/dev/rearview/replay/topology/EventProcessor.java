package dev.rearview.replay.topology;

import dev.rearview.model.Event;
import dev.rearview.replay.change.Change;
import dev.rearview.replay.change.ChangeDetector;
import dev.rearview.replay.log.EventIndex;
import dev.rearview.replay.log.Keys;
import dev.rearview.replay.log.Position;
import dev.rearview.replay.log.WritableBytes;
import dev.rearview.replay.log.WritableShard;
import dev.rearview.replay.state.Delta;
import dev.rearview.replay.state.SnapshotPolicy;
import dev.rearview.replay.state.StateHistory;
import dev.rearview.replay.state.StateReader;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes one partition's events in: the delta into the state's history, the change it shows out to
 * its topic, then the event and its indexes. The first event to claim a sequence number stays.
 */
final class EventProcessor implements Processor<String, Event, String, byte[]> {
  private static final Logger LOG = Logger.getLogger(EventProcessor.class);

  private final SnapshotPolicy snapshots;
  private @Nullable ProcessorContext<String, byte[]> context;
  private @Nullable Stores stores;

  EventProcessor(SnapshotPolicy snapshots) {
    this.snapshots = snapshots;
  }

  private record Stores(
      WritableBytes index, EventIndex events, StateHistory states, ChangeDetector changes) {}

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    WritableShard shard =
        new WritableShard(
            StoreBytes.writable(context.getStateStore(ReplayTopology.EVENTS_STORE)),
            StoreBytes.writable(context.getStateStore(ReplayTopology.INDEX_STORE)),
            StoreBytes.writable(context.getStateStore(ReplayTopology.STATE_STORE)));
    stores =
        new Stores(
            shard.index(),
            new EventIndex(shard, new CodecBytes()),
            new StateHistory(shard.state(), snapshots),
            new ChangeDetector(new StateReader(shard.state())));
  }

  @Override
  public void process(Record<String, Event> record) {
    Stores to = Objects.requireNonNull(stores, "init comes first");
    Event event = record.value();
    if (event.globalSeq() == 0) {
      LOG.warnf("an event without a number is left out: %s", event.id());
      return;
    }
    if (to.events().contains(event)) {
      LOG.warnf("world %s has global_seq %d already", event.world(), event.globalSeq());
      return;
    }
    Optional<Change> change = to.changes().detect(event);
    Delta delta = Delta.of(event);
    if (delta != null) {
      to.states().add(event.world(), event.componentId(), delta);
    }
    change.ifPresent(found -> {
      Position at = new Position(event.timestampMs(), event.globalSeq());
      to.index().put(Keys.change(event.world(), at), found.encode());
      Objects.requireNonNull(context)
          .forward(
              new Record<>(found.id(), ChangeCodec.encode(found), record.timestamp()),
              ReplayTopology.CHANGES_SINK);
    });
    to.events().add(event);
  }
}
