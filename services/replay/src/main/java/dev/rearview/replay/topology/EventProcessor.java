package dev.rearview.replay.topology;

import dev.rearview.model.Event;
import dev.rearview.replay.change.Change;
import dev.rearview.replay.store.PartitionWriter.Taken;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes one partition's events in, and hands the changes that they show out to their topic. A
 * record may come again after a crash: its event is in the store then, and its change goes out once
 * more with the same id.
 */
final class EventProcessor implements Processor<String, Received, Void, Void> {
  private static final Logger LOG = Logger.getLogger(EventProcessor.class);

  private @Nullable ProcessorContext<String, byte[]> context;
  private @Nullable EventStore store;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    this.context = changesOut(context);
    this.store = context.getStateStore(ReplayTopology.STORE);
  }

  /** What keeps a read-only store may not hand anything on by its type; nothing else forbids it. */
  @SuppressWarnings("unchecked")
  private static ProcessorContext<String, byte[]> changesOut(ProcessorContext<?, ?> context) {
    return (ProcessorContext<String, byte[]>) context;
  }

  @Override
  public void process(Record<String, Received> record) {
    Event event = record.value().event();
    Optional<Taken> taken = Objects.requireNonNull(store, "init comes first").take(record.value());
    if (taken.isPresent() && !taken.get().isNew()) {
      LOG.debugf("world %s has global_seq %d already", event.world(), event.globalSeq());
    }
    taken.flatMap(Taken::change).ifPresent(found -> forward(found, record.timestamp()));
  }

  private void forward(Change change, long timestampMs) {
    Objects.requireNonNull(context)
        .forward(
            new Record<>(change.id(), ChangeCodec.encode(change), timestampMs),
            ReplayTopology.CHANGES_SINK);
  }
}
