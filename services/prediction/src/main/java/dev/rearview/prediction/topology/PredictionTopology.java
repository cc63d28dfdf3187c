package dev.rearview.prediction.topology;

import dev.rearview.model.Event;
import dev.rearview.proto.EventCodec;
import dev.rearview.proto.Topic;
import dev.rearview.streams.StreamsRuntime;
import dev.rearview.streams.StreamsSettings;
import java.util.List;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** {@code rearview.events ─▶ series, changes and dependencies of each component}. */
public final class PredictionTopology {
  public static final String APPLICATION_ID = "rearview-prediction";

  private PredictionTopology() {}

  /** Starts it on an instance of this process and returns at once. */
  public static StreamsRuntime start(StreamsSettings settings, Bounds bounds) {
    return StreamsRuntime.start(build(bounds, StorageKind.ON_DISK), settings);
  }

  static Topology build(Bounds bounds, StorageKind storage) {
    StreamsBuilder builder = new StreamsBuilder();
    List<String> names = List.of(StoreNames.COMPONENTS, StoreNames.SERIES, StoreNames.ASSIGNMENTS);
    names.forEach(name -> builder.addStateStore(store(storage, name)));
    builder.stream(Topic.EVENTS.topicName(), Consumed.with(Serdes.String(), events()))
        .process(
            () -> new SeriesProcessor(bounds),
            Named.as("series-processor"),
            names.toArray(String[]::new));
    return builder.build();
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(
      StorageKind storage, String name) {
    return Stores.keyValueStoreBuilder(
        storage == StorageKind.ON_DISK
            ? Stores.persistentKeyValueStore(name)
            : Stores.inMemoryKeyValueStore(name),
        Serdes.String(),
        Serdes.ByteArray());
  }

  private static Serde<Event> events() {
    return Serdes.serdeFrom(
        (topic, event) -> EventCodec.encode(event), (topic, bytes) -> EventCodec.decode(bytes));
  }
}
