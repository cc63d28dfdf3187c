package dev.rearview.causality.topology;

import java.util.function.Function;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Keeps a topic's records under a key that is read from each; those without one are left out. */
final class KeepProcessor extends ContextualProcessor<String, byte[], Void, Void> {
  private final String storeName;
  private final Retention retention;
  private final Function<byte[], @Nullable String> key;
  private @Nullable BoundedStore store;

  KeepProcessor(String storeName, Retention retention, Function<byte[], @Nullable String> key) {
    this.storeName = storeName;
    this.retention = retention;
    this.key = key;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    super.init(context);
    store = BoundedStore.open(context, storeName, retention.events(), retention.maxEntries());
  }

  @Override
  public void process(Record<String, byte[]> record) {
    String under = record.value() == null ? null : key.apply(record.value());
    if (under != null && store != null) {
      store.put(under, record.value(), record.timestamp());
    }
  }
}
