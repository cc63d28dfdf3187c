package dev.rearview.causality.topology;

import dev.rearview.causality.edge.Edge;
import dev.rearview.proto.EventKeys;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keeps edges by event for traversal; an edge of confidence 0 takes the earlier one away. */
final class EdgeProcessor extends ContextualProcessor<String, byte[], Void, Void> {
  private final Retention retention;
  private @Nullable BoundedStore edges;

  EdgeProcessor(Retention retention) {
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    edges =
        BoundedStore.open(
            context, StoreNames.EDGES, retention.events(), 4 * retention.maxEntries());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (edges == null) {
      throw new IllegalStateException("used before it was opened");
    }
    Edge edge = EdgeCodec.edge(record.value());
    String eventId = EventKeys.restOf(record.key());
    boolean causes = eventId.equals(edge.effectId());
    String key =
        StoreNames.edges(edge.world(), eventId, causes)
            + (causes ? edge.causeId() : edge.effectId())
            + edge.basis().wireName();
    if (edge.isWithdrawn()) {
      edges.delete(key);
    } else {
      edges.put(key, record.value(), record.timestamp());
    }
  }
}
