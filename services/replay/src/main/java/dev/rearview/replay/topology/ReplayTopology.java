package dev.rearview.replay.topology;

import dev.rearview.proto.Topic;
import dev.rearview.replay.state.SnapshotPolicy;
import java.util.List;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * From {@code rearview.events} into three stores for each partition, and the changes found on the
 * way to {@code rearview.changes}.
 */
public final class ReplayTopology {
  public static final String APPLICATION_ID = "rearview-replay";

  static final String EVENTS_STORE = "events";
  static final String INDEX_STORE = "index";
  static final String STATE_STORE = "state";
  static final String CHANGES_SINK = "changes";

  private ReplayTopology() {}

  public static Topology build(SnapshotPolicy snapshots) {
    Topology topology = new Topology();
    topology.addSource(
        "events-topic",
        new StringDeserializer(),
        new EventDeserializer(),
        Topic.EVENTS.topicName());
    topology.addProcessor("store-events", () -> new EventProcessor(snapshots), "events-topic");
    for (String name : List.of(EVENTS_STORE, INDEX_STORE, STATE_STORE)) {
      topology.addStateStore(store(name), "store-events");
    }
    topology.addSink(
        CHANGES_SINK,
        Topic.CHANGES.topicName(),
        new StringSerializer(),
        new ByteArraySerializer(),
        "store-events");
    TreeTopology.addTo(topology);
    return topology;
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
  }
}
