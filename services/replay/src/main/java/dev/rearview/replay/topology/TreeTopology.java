package dev.rearview.replay.topology;

import dev.rearview.proto.Topic;
import java.util.Map;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Beside the events, with tasks of their own: from {@code rearview.leaves} into the tiles of each
 * world's tree, and {@code rearview.checkpoints} as a store of the newest note under each key,
 * which needs no changelog but that topic.
 */
final class TreeTopology {
  static final String TREE_STORE = "tree";
  static final String NOTES_STORE = "notes";

  private TreeTopology() {}

  /** Whether this is a store of leaves or notes. */
  static boolean holds(String store) {
    return store.equals(TREE_STORE) || store.equals(NOTES_STORE);
  }

  static void addTo(Topology topology) {
    topology.addSource(
        "leaves-topic",
        new StringDeserializer(),
        new ByteArrayDeserializer(),
        Topic.LEAVES.topicName());
    topology.addProcessor("store-leaves", LeafProcessor::new, "leaves-topic");
    topology.addStateStore(store(TREE_STORE).withLoggingEnabled(Map.of()), "store-leaves");
    topology.addReadOnlyStateStore(
        store(NOTES_STORE).withLoggingDisabled(),
        "checkpoints-topic",
        Serdes.Bytes().deserializer(),
        new ByteArrayDeserializer(),
        Topic.CHECKPOINTS.topicName(),
        "store-notes",
        NoteProcessor::new);
  }

  private static StoreBuilder<KeyValueStore<Bytes, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray());
  }
}
