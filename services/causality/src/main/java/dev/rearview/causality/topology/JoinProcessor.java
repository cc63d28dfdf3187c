package dev.rearview.causality.topology;

import dev.rearview.causality.edge.Edge;
import dev.rearview.causality.edge.JoinKey;
import dev.rearview.causality.edge.JoinWindow;
import dev.rearview.proto.EventKeys;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Lets marks meet, and writes each edge that changes twice: under its effect and its cause. */
final class JoinProcessor extends ContextualProcessor<String, byte[], String, byte[]> {
  private final Retention retention;
  private @Nullable BoundedStore windows;
  private @Nullable BoundedStore events;

  JoinProcessor(Retention retention) {
    this.retention = retention;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    super.init(context);
    windows =
        BoundedStore.open(context, StoreNames.JOINS, retention.joins(), retention.maxEntries());
    events =
        BoundedStore.open(context, StoreNames.EVENTS, retention.events(), retention.maxEntries());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    if (windows == null || events == null) {
      throw new IllegalStateException("used before it was opened");
    }
    JoinKey key = JoinKey.parse(record.key());
    Emitted.Join join = Bytes.join(record.value());
    if (join.event().length > 0) {
      events.put(EventKeys.event(key.world(), key.value()), join.event(), record.timestamp());
    }
    JoinWindow window = Bytes.window(key, windows.get(record.key()));
    JoinWindow.Added added = window.add(join.seen());
    if (!added.window().equals(window)) {
      windows.put(record.key(), Bytes.window(added.window()), record.timestamp());
    }
    added.edges().forEach(edge -> forward(edge, record.timestamp()));
  }

  private void forward(Edge edge, long now) {
    byte[] bytes = EdgeCodec.toProto(edge).toByteArray();
    context().forward(new Record<>(EventKeys.event(edge.world(), edge.effectId()), bytes, now));
    context().forward(new Record<>(EventKeys.event(edge.world(), edge.causeId()), bytes, now));
  }
}
